import './fonts.css';
import './tokens.css';
import './base.css';
import { mount } from 'svelte';
import Door from './Door.svelte';
import { kept } from './ipc';
import { appear } from './shell/appearance';

// Before anything is drawn, so that nothing jumps.
const { theme, textSize } = kept();
appear(theme, textSize);

const target = document.getElementById('app');
if (target) mount(Door, { target });
