import { chromium } from 'playwright-core';
const [,, email, password, ...shots] = process.argv;
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox','--disable-gpu'] });
const ctx = await browser.newContext({ baseURL: 'http://127.0.0.1:4555', viewport: { width: 1440, height: 900 } });
const page = await ctx.newPage();
page.on('pageerror', e => console.log('ERR', e.message)); page.on('console', m => m.type()==='error' && console.log('CON', m.text()));
await page.goto('/sign-in'); await page.getByLabel('E-mail').fill(email!); await page.getByLabel('Password', {exact:true}).fill(password!); await page.getByRole('button',{name:'Sign in'}).click(); await page.waitForURL(u=>u.pathname==='/');
for (const s of shots) { const [name, w, h, theme, url] = s.split('|'); await page.setViewportSize({width:+w!,height:+h!}); await page.emulateMedia({colorScheme: theme as 'light', reducedMotion:'reduce'}); const a=performance.now(); await page.goto(url!); await page.waitForLoadState('networkidle'); console.log(name, Math.round(performance.now()-a)); await page.screenshot({path:`/tmp/shots-reg/${name}.png`}); }
await browser.close();
