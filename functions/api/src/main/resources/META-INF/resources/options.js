// The sheet in which people choose a kind of picture, a size and a format: made of the server's recipes and its schema of options.
import { element, h } from './dom.js';
import { kindOf, kindWith, kinds, recipeOf } from './kinds.js';
import { isKnown, text } from './texts.js';
import { format as formatName } from './words.js';

// Has a place of its own in the sheet, or belongs to those who write programs.
const OWN_PLACE = new Set(['recipe', 'scale', 'steps', 'width', 'height', 'percent', 'at-least', 'print', 'format', 'quality', 'metadata']);
const PYRAMIDS = new Set(['dzi', 'szi', 'iiif']);

const SIZES = [
  { kind: 'width', fields: ['width'] },
  { kind: 'height', fields: ['height'] },
  { kind: 'box', fields: ['width', 'height'] },
  { kind: 'at-least', fields: ['at-least'] },
  { kind: 'percent', fields: ['percent'] },
  { kind: 'print', fields: ['print'] },
];
const EXAMPLES = { width: '3000', height: '3000', 'at-least': '3000', percent: '150', print: 'A2' };
const PAPERS = ['A4', 'A3', 'A2', 'A1', 'letter', '20x30cm', '30x40cm', '40x60cm', '60x90cm', '16x20in', '20x30in'];

const times = scale => scale === 1 ? text('sheet.sameSize') : `${scale}×`;
const textOr = (key, other) => isKnown(key) ? text(key) : other;
const valueWords = (option, value) => textOr(`value.${option}.${value}`, value);

function sizeKind(options) {
  if (options.width !== undefined && options.height !== undefined) return 'box';
  return SIZES.find(({ fields }) => fields.length === 1 && options[fields[0]] !== undefined)?.kind;
}

// "Any picture · 2× · same format"
export function describe(options, recipes) {
  const scales = recipes.find(({ name }) => name === options.recipe)?.scales ?? [];
  const kind = sizeKind(options);
  const size = kind === 'box' ? `${options.width} × ${options.height}`
    : kind ? text(`sized.${kind}`, { n: String(options[kind]) }) : times(options.scale ?? scales[0] ?? 1);
  const more = Object.keys(options).filter(name => !OWN_PLACE.has(name) || name === 'quality' || name === 'metadata').length;
  return [kindOf(options.recipe), size, options.format ? formatName(options.format) : text('format.same'),
    ...(more ? [text('sized.more', { n: more })] : [])].join(' · ');
}

export class Sheet {
  constructor(recipes, schema) {
    Object.assign(this, { kinds: kinds(recipes), properties: schema.properties });
    this.dialog = element('sheet');
    this.form = element('sheet-form');
    element('sheet-close').addEventListener('click', () => this.dialog.close('closed'));
    this.dialog.addEventListener('click', event => {
      if (event.target === this.dialog) this.dialog.close('closed'); // beside the sheet
    });
    this.form.addEventListener('input', () => this.change());
    this.form.addEventListener('submit', event => {
      event.preventDefault();
      const wrong = this.form.querySelector(':invalid:not(fieldset)');
      if (wrong) return this.complain(wrong);
      if (element('sheet-done').getAttribute('aria-disabled') !== 'true') this.dialog.close('done');
    });
    element('sheet-same').addEventListener('click', () => this.dialog.close('same'));
  }

  // `changed` gets the options at each change, or null where a field is wrong. Answers how the sheet was left.
  open({ heading, options, done = text('how.done'), same = false, changed = () => {} }) {
    this.changed = changed;
    this.options = options;
    element('sheet-heading').textContent = heading;
    element('sheet-done').textContent = done;
    element('sheet-same').hidden = !same;
    element('sheet-fields').replaceChildren(...this.fields(options));
    this.allow(true);
    this.tell('');
    this.scale = options.scale ?? this.kind.recipes.find(({ name }) => name === options.recipe)?.scales[0];
    this.fitSizes(this.scale);
    this.dialog.returnValue = '';
    this.dialog.showModal();
    this.form.querySelector('input[name=size]:checked')?.focus();
    element('sheet-fields').scrollTop = 0;
    return new Promise(left => this.dialog.addEventListener('close',
      () => left({ how: this.dialog.returnValue, options: this.options }), { once: true }));
  }

  // What the server says of the options: words, or elements; and which fields are wrong.
  tell(words, errors = []) {
    const nodes = Array.isArray(words) ? words : [words];
    element('sheet-quote').replaceChildren(...nodes);
    for (const help of this.form.querySelectorAll('.wrong')) help.remove();
    for (const field of this.form.querySelectorAll('[aria-invalid]')) field.removeAttribute('aria-invalid');
    for (const { pointer, detail, isOwn } of errors) {
      const field = this.form.elements[pointer.split('/').pop()];
      const input = field instanceof RadioNodeList ? null : field;
      if (!input) continue;
      input.setAttribute('aria-invalid', 'true');
      input.closest('.field').append(h('p', { class: 'wrong' }, isOwn ? detail : h('span', { lang: 'en' }, `It ${detail}`)));
      const details = input.closest('details');
      if (details) details.open = true;
    }
  }

  allow(isAllowed) {
    element('sheet-done').setAttribute('aria-disabled', String(!isAllowed));
  }

  complain(input) {
    this.tell(input.validationMessage || text('sheet.wrong'), [{ pointer: `/${input.name}`, detail: text('sheet.wrongField'), isOwn: true }]);
    input.focus();
  }

  fields(options) {
    const format = this.select('format', text('option.format'), options.format, [['', text('sheet.theSame')],
      ...this.properties.format.enum.filter(name => !PYRAMIDS.has(name)).map(name => [name, formatName(name)])],
    this.properties.format.enum.filter(name => PYRAMIDS.has(name)).map(name => [name, formatName(name)]));
    const quality = this.plain('quality', text('option.quality'), options.quality, '92');
    const metadata = this.select('metadata', text('option.metadata'), options.metadata,
      this.properties.metadata.enum.map(name => [name === 'keep' ? '' : name, valueWords('metadata', name)]));
    const rest = Object.keys(this.properties).filter(name => !OWN_PLACE.has(name));
    const isUsed = rest.some(name => options[name] !== undefined);
    return [
      this.sizeField(options),
      h('div', { class: 'row' }, format, quality),
      this.recipeField(options.recipe),
      metadata,
      h('details', { class: 'more', open: isUsed }, h('summary', {}, text('sheet.more')),
        ...rest.map(name => this.generic(name, options[name]))),
    ];
  }

  recipeField(chosen) {
    const known = kindWith(this.kinds, chosen);
    return h('fieldset', { class: 'recipes' }, h('legend', {}, text('sheet.kind')),
      ...this.kinds.map(kind => h('label', { class: 'choice' },
        h('input', { type: 'radio', name: 'kind', value: kind.name, checked: kind === known }),
        h('span', {}, h('b', {}, kind.label), ' ', h('small', {}, kind.about)))));
  }

  // The kind that is chosen.
  get kind() {
    return this.kinds.find(({ name }) => name === this.form.elements.kind.value);
  }

  sizeField(options) {
    const kind = sizeKind(options);
    const exact = SIZES.map(size => h('label', { class: 'segment' },
      h('input', { type: 'radio', name: 'size', value: size.kind, checked: kind === size.kind }), h('span', {}, text(`size.${size.kind}`))));
    const inputs = Object.entries(EXAMPLES).map(([name, example]) => this.plain(name, text(`sizeField.${name}`), options[name], example, true));
    inputs.at(-1).append(h('p', { class: 'help' }, text('sheet.paper')), h('datalist', { id: 'papers' }, ...PAPERS.map(paper => h('option', { value: paper }))));
    inputs.at(-1).querySelector('input').setAttribute('list', 'papers');
    return h('fieldset', { class: 'sizes' }, h('legend', {}, text('sheet.size')),
      h('div', { class: 'segments' }, h('span', { id: 'scales' }), ...exact), h('div', { class: 'row', id: 'size-inputs' }, ...inputs));
  }

  // Each kind has its own scales; the one that was chosen stays where the kind has it too.
  fitSizes(wanted) {
    const { scales } = this.kind;
    const isExact = SIZES.some(({ kind }) => kind === this.form.elements.size?.value);
    const chosen = scales.includes(wanted) ? wanted : scales[0];
    element('scales').replaceChildren(...scales.map(scale => h('label', { class: 'segment' },
      h('input', { type: 'radio', name: 'size', value: `x${scale}`, checked: !isExact && scale === chosen }), h('span', {}, times(scale)))));
    this.showSizeInputs();
  }

  showSizeInputs() {
    const shown = SIZES.find(({ kind }) => kind === this.form.elements.size.value)?.fields ?? [];
    for (const field of element('size-inputs').children) {
      const input = field.querySelector('input');
      field.hidden = !shown.includes(input.name);
      input.disabled = field.hidden;
    }
    element('size-inputs').hidden = shown.length === 0;
  }

  select(name, label, value, options, others = []) {
    const made = ([key, words]) => h('option', { value: key, selected: key === (value ?? '') }, words);
    return h('div', { class: 'field' }, h('label', { for: `option-${name}`, htmlFor: `option-${name}` }, label),
      h('select', { id: `option-${name}`, name }, ...options.map(made),
        others.length > 0 ? h('optgroup', { label: text('sheet.pyramids') }, ...others.map(made)) : null));
  }

  plain(name, label, value, placeholder, required = false) {
    const { type, minimum, maximum, exclusiveMinimum } = this.properties[name] ?? {};
    const isNumber = type === 'integer' || type === 'number';
    return h('div', { class: 'field' }, h('label', { htmlFor: `option-${name}` }, label),
      h('input', {
        id: `option-${name}`, name, placeholder, required,
        type: isNumber ? 'number' : 'text', inputMode: isNumber ? (type === 'integer' ? 'numeric' : 'decimal') : undefined,
        min: minimum ?? exclusiveMinimum, max: maximum, step: isNumber ? (type === 'integer' ? '1' : 'any') : undefined,
        value: value === undefined ? '' : [].concat(value).join(', '), autocomplete: 'off', spellcheck: false,
      }));
  }

  generic(name, value) {
    const property = this.properties[name];
    const words = textOr(`option.${name}`, name);
    const field = property.enum
      ? this.select(name, words, value, [['', text('sheet.notGiven')], ...property.enum.map(one => [one, valueWords(name, one)])])
      : this.plain(name, words, value, '');
    const input = field.querySelector('input, select');
    const help = h('p', { class: 'help', id: `help-${name}` }, textOr(`help.${name}`, property.description ?? ''));
    input.setAttribute('aria-describedby', help.id);
    field.append(help);
    return field;
  }

  change() {
    const active = document.activeElement;
    if (active?.name === 'kind') this.fitSizes(this.scale);
    this.showSizeInputs();
    const isValid = this.form.checkValidity();
    if (isValid) this.options = this.read();
    this.allow(isValid);
    this.changed(isValid ? this.options : null);
  }

  read() {
    const { elements } = this.form;
    const size = elements.size.value;
    const isScale = /^x\d/.test(size);
    if (isScale) this.scale = Number(size.slice(1));
    const recipe = recipeOf(this.kind, isScale ? this.scale : undefined);
    const options = { recipe: recipe.name };
    if (isScale && recipe.scales.length > 1) options.scale = this.scale;
    for (const [name, property] of Object.entries(this.properties)) {
      const field = elements[name];
      if (!field || name === 'recipe' || field instanceof RadioNodeList || field.disabled || field.value.trim() === '') continue;
      options[name] = property.type === 'integer' || property.type === 'number' ? Number(field.value) : field.value.trim();
    }
    return options;
  }
}
