// The documentation as a site: what is on disk, in the order of its kinds. Building it fails where a link leads nowhere.
import { cpSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';

const folder = join(import.meta.dirname ?? '.vitepress', '..');
const kinds = [
  ['tutorial', 'Tutorial'],
  ['how-to', 'How to'],
  ['reference', 'Reference'],
  ['explanation', 'Explanation'],
  ['adr', 'Decisions'],
];

/** A page's first heading. */
function title(path) {
  const heading = readFileSync(join(folder, path), 'utf8').match(/^# (.+)$/m);
  if (!heading) {
    throw new Error(`${path} has no heading`);
  }
  return heading[1].replaceAll('`', '');
}

const pages = (kind) =>
  readdirSync(join(folder, kind))
    .filter((name) => name.endsWith('.md') && name !== 'README.md')
    .sort()
    .map((name) => ({ text: title(`${kind}/${name}`), link: `/${kind}/${name.replace(/\.md$/, '')}` }));

/** Turns links to what is not part of the site (a service's sources, a manifest) into text that says where it is. */
function linksWithin(md) {
  md.core.ruler.push('links-within', (state) => {
    for (const token of state.tokens.flatMap((block) => block.children ?? [])) {
      const href = token.type === 'link_open' ? token.attrGet('href') : null;
      const path = href && !/^([a-z]+:|#|\/)/.test(href) ? normalize(join(dirname(state.env.relativePath), href)) : '';
      if (path.startsWith('..')) {
        token.attrs = [['title', path.replace(/^(\.\.\/)+/, '')]];
      }
    }
  });
}

export default {
  title: 'Jit ↔ Feishu SSO',
  description: 'Sign in to Jit applications from the Feishu workspace',
  rewrites: { 'README.md': 'index.md', 'adr/README.md': 'adr/index.md', 'reference/events/README.md': 'reference/events/index.md' },
  srcExclude: ['node_modules/**'],
  markdown: { config: linksWithin },
  // Files that pages link to are copied below; only pages are looked for, and none on the reader's own machine.
  ignoreDeadLinks: [/^http:\/\/localhost/, /\.(ya?ml|json)$/, /\/api\/(index)?$/],
  buildEnd({ outDir }) {
    cpSync(join(folder, 'reference'), join(outDir, 'reference'), {
      recursive: true,
      filter: (path) => !path.endsWith('.md'),
    });
  },
  themeConfig: {
    search: { provider: 'local' },
    outline: [2, 3],
    sidebar: kinds.map(([kind, text]) => ({ text, collapsed: kind === 'adr', items: pages(kind) })),
  },
};
