// What recipes and models are called by people who know photographs, not models.

// Kinds of pictures. Each stands for the recipes that differ in their scale alone: photo for photo-x2 and photo-x4.
const KINDS = {
  auto: 'Any picture', photo: 'Clean photo', restore: 'Old JPEG', scan: 'Scan', anime: 'Drawing', denoise: 'Remove noise',
  dejpeg: 'Clean up a JPEG', deblur: 'Sharpen a blurred one', detail: 'Invent detail', resize: 'Only resize',
};
const STEPS = {
  ffdnet: 'noise removal', 'cunet-denoise0': 'light JPEG clean-up', 'cunet-denoise1': 'JPEG clean-up',
  'cunet-denoise2': 'strong JPEG clean-up', 'cunet-denoise3': 'clean-up of a scan', 'maxim-deblur': 'sharpening',
  'span-x2': '2×', 'span-x4': '4×', 'animevideo-x2': '2× as a drawing', 'animevideo-x4': '4× as a drawing', x4plus: '4× with invented detail',
};
const MIXED = [[/^mixed with animevideo-x\d where it is drawn$/, 'drawn parts as drawings'],
  [/^interpolated where it is a pattern$/, 'fine patterns by interpolation']];

const stem = recipe => recipe.replace(/-x\d+$/, '');

export const kindOf = recipe => KINDS[stem(recipe)] ?? recipe;

export function kinds(recipes) {
  const those = new Map();
  for (const recipe of recipes) {
    const name = stem(recipe.name);
    if (!those.has(name)) those.set(name, { name, label: kindOf(name), about: recipe.about, recipes: [], scales: [] });
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
  const steps = first.replace(/ alone$/, '').split(' before ').map(name => STEPS[name]);
  const others = more.map(words => MIXED.find(([form]) => form.test(words))?.[1]);
  if ([...steps, ...others].includes(undefined)) return '';
  const text = [steps.join(', then '), ...others].join('; ');
  return text[0].toUpperCase() + text.slice(1);
}
