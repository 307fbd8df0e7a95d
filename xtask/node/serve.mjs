/** Serves a folder on this machine: `node serve.mjs FOLDER PORT`. */
import { serve } from '../../tests/browser/support/server.mjs';

const [folder, port] = process.argv.slice(2);
await serve(folder, { port: Number(port) });
