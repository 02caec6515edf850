import { chromium } from 'playwright-core'
const base='http://127.0.0.1:8340'
const browser=await chromium.launch({executablePath:'/usr/bin/chromium',args:['--no-sandbox']})
const pw=process.env.PW
async function sit(account,w,h){const p=await (await browser.newContext({viewport:{width:w,height:h}})).newPage();p.on('console',m=>m.type()==='error'&&console.log('ERR',m.text()));await p.goto(base+'/login');await p.fill('input[name="account"]',account);await p.fill('input[name="password"]',pw);await p.keyboard.press('Enter');await p.waitForURL(u=>!u.pathname.includes('login'));return p}
const shots=[]
{const p=await sit('chengguan.dispatcher',1920,1080);await p.goto(base+'/desk');await p.waitForTimeout(6000);await p.screenshot({path:'/tmp/s1.png'});
await p.keyboard.press('[');await p.waitForTimeout(1500);await p.screenshot({path:'/tmp/s2.png'});await p.keyboard.press('Escape');
await p.goto(base+'/centres/duty');await p.waitForTimeout(3000);
await p.getByRole('button',{name:'排班',exact:true}).click();await p.waitForTimeout(800);await p.screenshot({path:'/tmp/s3.png'});
const f=p.getByRole('dialog',{name:'排班'});await f.getByLabel('姓名').fill('李安');await f.getByLabel('共几班').fill('4');await p.keyboard.press('Control+Enter');await p.waitForTimeout(300);await p.keyboard.press('Control+Enter');await p.waitForTimeout(1500);await p.screenshot({path:'/tmp/s4.png'});
await p.goto(base+'/desk');await p.waitForTimeout(4000);await p.getByRole('button',{name:'交班',exact:true}).click();await p.waitForTimeout(800);await p.screenshot({path:'/tmp/s5.png'});
await p.getByLabel('交班事项').fill('变电站 22 点来电，回话未到，号码在值班本上。');await p.keyboard.press('Control+Enter');await p.waitForTimeout(400);await p.keyboard.press('Control+Enter');await p.waitForTimeout(2500);await p.screenshot({path:'/tmp/s6.png'});
await p.goto(base+'/desk/hand-overs/latest');await p.waitForTimeout(2500);await p.screenshot({path:'/tmp/s7.png'});
await p.goto(base+'/desk/log');await p.waitForTimeout(2500);await p.screenshot({path:'/tmp/s8.png'});
await p.setViewportSize({width:1366,height:768});await p.goto(base+'/desk');await p.waitForTimeout(4000);await p.keyboard.press('=');await p.waitForTimeout(800);await p.screenshot({path:'/tmp/s9.png'});}
await browser.close()
