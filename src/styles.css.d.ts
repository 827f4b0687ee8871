// What TypeScript reads for `import 'hookswitch/styles.css'`: the style sheet is there, and exports nothing.
export {};
