// Development only: every part on one page, in mode `browser` (see vite.config.ts).
import '../fonts.css';
import '../tokens.css';
import '../base.css';
import { mount } from 'svelte';
import { kept } from '../ipc';
import { appear } from '../shell/appearance';
import Gallery from './Gallery.svelte';

const { theme, textSize } = kept();
appear(theme, textSize);

const target = document.getElementById('app');
if (target) mount(Gallery, { target });
