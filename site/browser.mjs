import { chromium } from 'playwright-core'

/** The Chromium of the system, which site/build and site/check have looked for. */
export const openBrowser = () => chromium.launch({ executablePath: process.env.CHROMIUM })
