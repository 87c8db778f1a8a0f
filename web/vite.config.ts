import react from '@vitejs/plugin-react';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';

/** Drops the older `woff` copies (every browser that runs this build reads `woff2`) and scripts the screens never show. */
function leanFonts(): Plugin {
  return {
    name: 'lean-fonts',
    enforce: 'pre',
    transform(code, id) {
      if (!id.includes('@fontsource') || !id.split('?')[0]?.endsWith('.css')) return null;
      const faces = code.split(/(?=@font-face)/).filter((face) => !/noto-sans-(devanagari|greek|greek-ext)-/.test(face.split('url(')[1] ?? ''));
      return { code: faces.join('').replace(/,\s*url\([^)]*\.woff\)\s*format\('woff'\)/g, ''), map: null };
    },
  };
}

/** Where `/v1` goes while screens are made; requests look to it as if its own page had sent them. */
const SERVER = process.env.LANDBRIDGE_API ?? 'http://127.0.0.1:7878';

export default defineConfig({
  plugins: [leanFonts(), react()],
  server: { port: 5173, proxy: { '/v1': { target: SERVER, changeOrigin: true, headers: { origin: SERVER } } } },
  build: {
    target: 'es2023',
    // A data: address for a font would break the content security policy.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 1200,
    reportCompressedSize: false,
  },
  test: { include: ['src/**/*.test.ts'], environment: 'node' },
});
