import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

export default defineConfig({
  plugins: [react()],
  resolve: { alias: { '@': fileURLToPath(new URL('./src', import.meta.url)) } },
  build: {
    outDir: '../src/goodwork/_web',
    emptyOutDir: true,
    target: 'es2022',
    // Nothing is inlined as data: addresses, so the server can send a strict content security policy.
    assetsInlineLimit: 0,
    // One stylesheet, with the first page: a late one that does not come would leave a page without its looks.
    cssCodeSplit: false,
  },
  server: {
    port: 5173,
    proxy: { '/api': process.env.GOODWORK_DEV_SERVER ?? 'http://127.0.0.1:8000' },
  },
})
