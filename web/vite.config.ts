/** How the console is bundled. For work on it: `vite -c web/vite.config.ts` beside a running `npm start`. */
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const localStack = 'http://localhost:4000';

export default defineConfig({
  root: fileURLToPath(new URL('./console', import.meta.url)),
  // Relative, so that the built page may be served under any path.
  base: './',
  plugins: [react()],
  // One script of half a megabyte comes from this machine: cutting it up would only make more of them.
  build: { target: 'es2023', emptyOutDir: true, modulePreload: { polyfill: false }, chunkSizeWarningLimit: 600 },
  server: { proxy: { '/api': localStack, '/v1': localStack, '/shop': localStack, '/u': localStack } },
});
