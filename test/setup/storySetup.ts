// After every story: it fits on the narrowest screen, and whoever chose their own colours sees where the keyboard is.
import { configure } from 'storybook/test';
import { afterEach } from 'vitest';
import { lossTeller } from '../../src/react/announce/LiveRegion.js';
import { refusing } from '../../src/react/gates/DisabledGate.js';
import { grantEngine } from '#grantEngine';
import { page } from 'vitest/browser';
import { withForcedColors } from './forcedColors.js';

// What comes after the first rendering is there from the start, as in test/setup/browserSetup.ts.
await Promise.all([grantEngine.load(), lossTeller.load(), refusing.load()]);

// A busy machine is no fault of a story: what it waits for may take longer than in front of a designer.
configure({ asyncUtilTimeout: 20_000 });

/** In CSS pixels: a page of 1280 at 400 % (WCAG 1.4.10). */
const narrow = 320;

const nextFrame = () => new Promise((resolve) => requestAnimationFrame(resolve));

const isScrolledInside = (element: Element): boolean => {
  const { parentElement } = element;
  if (!parentElement || parentElement === document.body) return false;
  return getComputedStyle(parentElement).overflowX !== 'visible' || isScrolledInside(parentElement);
};

/** What reaches over the edge of the page and is not scrolled inside of something. */
function overflowing(): readonly string[] {
  const root = document.documentElement;
  if (root.scrollWidth <= root.clientWidth) return [];
  return [...document.body.querySelectorAll('*')]
    .filter((each) => {
      const { left, right } = each.getBoundingClientRect();
      return (right > root.clientWidth + 1 || left < -1) && !isScrolledInside(each);
    })
    .map((each) => `<${each.tagName.toLowerCase()} class="${each.getAttribute('class') ?? ''}">`)
    .slice(0, 5);
}

const stops = 'a[href], button, input, select, textarea, summary, [tabindex="0"]';
/** So many of one page: the rest looks the same. */
const mostStops = 40;

/** By itself, or by what it is a part of, such as a box around a field. */
const isOutlined = (element: Element, levels: number): boolean => {
  const { outlineStyle, outlineWidth } = getComputedStyle(element);
  if (outlineStyle !== 'none' && parseFloat(outlineWidth) >= 1) return true;
  return levels > 0 && element.parentElement !== null && isOutlined(element.parentElement, levels - 1);
};

/** What shows nothing around it when the keyboard is there: shadows and grounds are gone with forced colours. */
function unseenStops(): readonly string[] {
  return [...document.querySelectorAll<HTMLElement>(stops)]
    .filter((each) => each.tabIndex >= 0 && each.checkVisibility({ visibilityProperty: true }))
    .slice(0, mostStops)
    .filter((each) => {
      each.focus();
      if (document.activeElement !== each || !each.matches(':focus-visible')) return false;
      return !isOutlined(each, 3);
    })
    .map((each) => each.outerHTML.slice(0, 200));
}

const refuse = (what: string, found: readonly string[]) => {
  if (found.length > 0) throw new Error(`These ${what}:\n${found.join('\n')}`);
};

afterEach(async () => {
  await page.viewport(narrow, 800);
  await nextFrame();
  await nextFrame();
  refuse(`reach over the edge of a page that is ${narrow} pixels wide`, overflowing());
  await withForcedColors(() => refuse('have focus and no outline with forced colours', unseenStops()));
});
