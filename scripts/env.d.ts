/** What bundlers fill in: warnings for developers are left out of a production build. */
declare const process: { readonly env: { readonly NODE_ENV?: string } };
