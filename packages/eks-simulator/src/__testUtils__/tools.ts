import { execFile, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

/** How a command ended. A command that fails is an answer, not a fault. */
export interface ToolResult {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a command without blocking, as the server it talks to lives in this process. */
export function runTool(
  command: string,
  args: readonly string[],
  options: { readonly cwd?: string; readonly env: NodeJS.ProcessEnv },
): Promise<ToolResult> {
  return new Promise(done => {
    execFile(
      command,
      args,
      { ...options, maxBuffer: 10 * 1024 * 1024 },
      (error, stdout, stderr) => {
        const code = typeof error?.code === 'number' ? error.code : 1;
        done({ code: error ? code : 0, stdout, stderr });
      },
    );
  });
}

function works(command: string, args: readonly string[]): boolean {
  // Run and not only looked for: a shim on the path may stand for nothing.
  return spawnSync(command, args, { timeout: 60_000 }).status === 0;
}

function skipAloud(tool: string, why: string): void {
  process.stderr.write(`\nSKIPPED, ${tool} is missing: ${why}\n`);
}

/** Whether the AWS CLI can be run; says so when not. */
export function hasAwsCli(): boolean {
  const found = works('aws', ['--version']);
  if (!found) skipAloud('aws cli', '`aws --version` does not run');
  return found;
}

/** Folder with the unpacked AWS provider of Terraform; says what is missing when there is none to run. */
export function findTerraformMirror(): string | undefined {
  if (!works('terraform', ['version'])) {
    skipAloud('terraform', '`terraform version` does not run');
    return undefined;
  }
  const folders = [
    process.env.TF_PLUGIN_MIRROR,
    '/opt/tf-plugins',
    join(homedir(), '.terraform.d', 'plugins'),
  ].filter(folder => folder !== undefined);
  const mirror = folders.find(folder =>
    existsSync(join(folder, 'registry.terraform.io', 'hashicorp', 'aws')),
  );
  if (!mirror) {
    skipAloud(
      'terraform',
      `no provider registry.terraform.io/hashicorp/aws in ${folders.join(
        ', ',
      )}; name its folder in TF_PLUGIN_MIRROR`,
    );
  }
  return mirror;
}
