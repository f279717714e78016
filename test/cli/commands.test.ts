/** Which commands are loaded when one is asked for. */
import { Command } from 'commander';
import { expect, test } from 'vitest';
import { addCommands } from '../../src/cli/commands.ts';

async function loadedFor(named: string | undefined): Promise<string[]> {
  const program = new Command('tiaopei');
  const kit = {
    program,
    say: ({ en }: { readonly en: string }) => en,
    done: () => {},
    command: (name: string, description: string) => program.command(name).description(description),
    seconds: Number,
    whole: Number,
  };
  await addCommands(kit, named);
  return program.commands.map((command) => command.name());
}

test('one is asked for: it and the one that shares its module; none or a slip: all', async () => {
  const all = await loadedFor(undefined);
  expect(new Set(all).size).toBe(all.length);
  expect(await loadedFor('slove')).toEqual(all);
  for (const name of all) {
    const loaded = await loadedFor(name);
    expect(loaded).toContain(name);
    expect(loaded.length, name).toBeLessThanOrEqual(2);
  }
}, 60_000);
