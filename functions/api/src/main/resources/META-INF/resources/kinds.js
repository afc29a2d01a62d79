// What recipes and models are called by people who know photographs, not models. A kind of picture stands for the recipes
// that differ in their scale alone: photo for photo-x2 and photo-x4.
import { isKnown, text } from './texts.js';

const MIXED = [[/^mixed with animevideo-x\d where it is drawn$/, 'mixed.drawing'],
  [/^interpolated where it is a pattern$/, 'mixed.pattern'],
  [/^a third interpolated where detail is too fine$/, 'mixed.aliased']];

const textOr = (key, other) => isKnown(key) ? text(key) : other;

const stem = recipe => recipe.replace(/-x\d+$/, '');

export const kindOf = recipe => textOr(`kind.${stem(recipe)}`, recipe);

export function kinds(recipes) {
  const those = new Map();
  for (const recipe of recipes) {
    const name = stem(recipe.name);
    if (!those.has(name)) those.set(name, { name, label: kindOf(name), about: textOr(`about.${name}`, recipe.about), recipes: [], scales: [] });
    those.get(name).recipes.push(recipe);
    those.get(name).scales.push(...recipe.scales);
  }
  return [...those.values()];
}

// The recipe of a kind that has this scale, or else its first.
export const recipeOf = (kind, scale) => kind.recipes.find(({ scales }) => scales.includes(scale)) ?? kind.recipes[0];

export const kindWith = (all, recipe) => all.find(kind => kind.recipes.some(({ name }) => name === recipe)) ?? all[0];

// "JPEG of quality about 95: cunet-denoise0 before span-x2" as "Light JPEG clean-up, then 2×"; nothing for what it does not know.
export function plainly(chosen) {
  const [first, ...more] = chosen.slice(chosen.lastIndexOf(': ') + 1).trim().split(', ');
  const steps = first.replace(/ alone$/, '').split(' before ').map(name => textOr(`step.${name}`));
  const others = more.map(words => MIXED.find(([form]) => form.test(words))?.[1]).map(key => key && text(key));
  if ([...steps, ...others].includes(undefined)) return '';
  const said = [steps.reduce((first, next) => text('steps.then', { first, next })), ...others].join('; ');
  return said[0].toUpperCase() + said.slice(1);
}
