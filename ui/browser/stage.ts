// A page with a program of its own behind it, in folders of its own.
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Browser, type Locator, type Page } from 'playwright-core';
import { expect, inject } from 'vitest';

export type Look = { scheme?: 'light' | 'dark'; textSize?: number };

/** The day of all tests: eleven days before the sample's deadline. */
const TODAY = '2023-02-16';

const need = (name: string): string => {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set; run these tests by \`cargo xtask test\``);
  return value;
};

/** Starts the program with a cabinet in a folder, and tells its address. */
async function start(folder: string, port = '0'): Promise<[ChildProcess, string]> {
  const cabinet = join(folder, 'Tủ hồ sơ');
  const words = ['--page', need('HOSO_PAGE'), '--documents', folder, '--cabinet', cabinet, '--today', TODAY, '--port', port];
  const program = spawn(need('HOSO_DEV_SERVE'), words, { stdio: ['ignore', 'pipe', 'inherit'] });
  const url = await new Promise<string>((resolve, reject) => {
    program.stdout.once('data', (line: Buffer) => resolve(line.toString().trim()));
    program.once('exit', (code) => reject(new Error(`dev-serve ended with ${code}`)));
  });
  return [program, url];
}

export class Stage {
  /** What the page complained of; must stay empty. */
  readonly complaints: string[] = [];

  /** Whether the program was killed on purpose: what the page is asking it just then has no answer. */
  private isDown = false;

  private constructor(
    readonly url: string,
    readonly page: Page,
    readonly folder: string,
    private readonly browser: Browser,
    private program: ChildProcess,
  ) {}

  static async open(look: Look = {}, path = ''): Promise<Stage> {
    const folder = mkdtempSync(join(tmpdir(), 'hồ sơ '));
    const [program, url] = await start(folder);
    const browser = await chromium.connect(inject('browser'));
    const page = await browser.newPage({
      viewport: { width: 1366, height: 768 },
      colorScheme: look.scheme ?? 'light',
      reducedMotion: 'reduce',
      locale: 'vi-VN',
    });
    page.setDefaultTimeout(10_000);
    const stage = new Stage(url, page, folder, browser, program);
    page.on('console', (message) => {
      if (message.type() !== 'error') return;
      // A refused command answers 422, which the browser calls an error.
      if (message.text().includes('422')) return;
      if (stage.isDown && message.text().startsWith('Failed to load resource: net::')) return;
      stage.complaints.push(message.text());
    });
    page.on('pageerror', (error) => stage.complaints.push(error.message));
    await page.addInitScript((size) => {
      if (!localStorage.getItem('hoso')) localStorage.setItem('hoso', JSON.stringify({ textSize: size }));
    }, look.textSize ?? 100);
    await page.goto(url + path);
    await page.evaluate(() => document.fonts.ready);
    return stage;
  }

  at(id: string): Locator {
    return this.page.getByTestId(id);
  }

  async click(id: string): Promise<void> {
    await this.at(id).first().click();
  }

  async openSample(): Promise<void> {
    await this.click('start-sample');
    await this.at('unit-name').waitFor();
  }

  /** What the next dialog for a file or folder answers; empty for a cancelled one. */
  async choose(path: string): Promise<void> {
    await fetch(`${this.url}choose`, { method: 'POST', body: path });
  }

  /** Kills the program, does something to what it left, and starts it again at the same address. */
  async restart(between: () => void): Promise<void> {
    const ended = new Promise((resolve) => this.program.once('exit', resolve));
    this.isDown = true;
    this.program.kill('SIGKILL');
    await ended;
    between();
    [this.program] = await start(this.folder, new URL(this.url).port);
    await this.page.reload();
    this.isDown = false;
  }

  /** How much memory the program behind the page holds, shared pages counted by share, in megabytes. */
  memory(): number {
    const told = readFileSync(`/proc/${this.program.pid}/smaps_rollup`, 'utf8');
    return Math.round(Number(/^Pss:\s+(\d+)/m.exec(told)?.[1]) / 1024);
  }

  async close(): Promise<void> {
    await this.browser.close();
    this.program.kill();
    rmSync(this.folder, { recursive: true, force: true });
    expect(this.complaints).toEqual([]);
  }
}

/** Runs a test on a stage and clears it away in any case. */
export async function on(look: Look, work: (stage: Stage) => Promise<void>, path = ''): Promise<void> {
  const stage = await Stage.open(look, path);
  try {
    await work(stage);
  } finally {
    await stage.close();
  }
}
