import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import type { BackendProcessOptions, Command } from './backendProcess';

/** Longest time for one command; a process that is stuck must not hang the tests. */
const COMMAND_WITHIN_MS = 60_000;

/** A backend process as its parent sees it. */
export class BackendHandle {
  static async start(options: BackendProcessOptions): Promise<BackendHandle> {
    const child = fork(path.join(__dirname, 'backendProcess.ts'), {
      execArgv: ['--import', 'tsx'],
      env: { ...process.env, CRASH_BACKEND: JSON.stringify(options) },
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    const handle = new BackendHandle(child);
    await handle.#answer('start');
    return handle;
  }

  readonly #child: ChildProcess;
  readonly #exited: Promise<unknown>;
  #errors = '';

  private constructor(child: ChildProcess) {
    this.#child = child;
    this.#exited = once(child, 'exit');
    child.stderr?.on('data', chunk => {
      this.#errors += String(chunk);
    });
  }

  /** Tells it to do something, and waits until it has. */
  async run(command: Command): Promise<void> {
    this.#child.send(command);
    await this.#answer(command);
  }

  /** Tells it to do something during which it kills itself. */
  async runToDeath(command: Command): Promise<void> {
    this.#child.send(command);
    await Promise.race([this.#exited, this.#tooLong(command)]);
    if (this.#child.signalCode !== 'SIGKILL') {
      throw new Error(
        `the process did not kill itself during ${command}: ${this.#errors}`,
      );
    }
  }

  async kill(): Promise<void> {
    if (this.#child.exitCode === null && this.#child.signalCode === null) {
      this.#child.kill('SIGKILL');
      await this.#exited;
    }
  }

  async #answer(command: string): Promise<void> {
    const answered = new Promise<void>(resolve => {
      const listen = (message: { done: string }) => {
        if (message.done !== command) return;
        this.#child.off('message', listen);
        resolve();
      };
      this.#child.on('message', listen);
    });
    const died = this.#exited.then(() => {
      throw new Error(`the process ended during ${command}: ${this.#errors}`);
    });
    await Promise.race([answered, died, this.#tooLong(command)]);
  }

  async #tooLong(command: string): Promise<void> {
    await new Promise(resolve => {
      setTimeout(resolve, COMMAND_WITHIN_MS).unref();
    });
    throw new Error(`${command} took too long: ${this.#errors}`);
  }
}
