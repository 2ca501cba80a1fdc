/** @import { Data, Words } from './types.js' */

/** The data that the page was made with. @returns {Data} */
export function readData() {
  return JSON.parse(document.getElementById('report-data')?.textContent ?? '')
}

export const root = document.documentElement

/** In the page's language. @param {Words} text */
export function said(text) {
  return root.dataset.lang === 'ko' ? text.ko : text.en
}

/** @param {string} lang */
export function setLang(lang) {
  root.dataset.lang = lang
  root.lang = lang
  for (const button of document.querySelectorAll('[data-set-lang]'))
    button.setAttribute('aria-pressed', String(button.getAttribute('data-set-lang') === lang))
}

export const darkPreferred = matchMedia('(prefers-color-scheme: dark)')

/** @param {'light' | 'dark'} theme */
export function setTheme(theme) {
  root.dataset.theme = theme
}

/** @param {string} name */
export function color(name) {
  return getComputedStyle(root).getPropertyValue(`--${name}`).trim()
}
