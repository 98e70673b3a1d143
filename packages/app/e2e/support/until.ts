import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Asks again and again until the answer is right, and returns it.
 *
 * @throws the last answer, in an error, when it is still wrong after the time
 */
export async function until<Answer>(
  what: string,
  ask: () => Promise<Answer>,
  isRight: (answer: Answer) => boolean,
  seconds = 30,
): Promise<Answer> {
  const endsAt = Date.now() + seconds * 1000;
  for (;;) {
    const answer = await ask();
    if (isRight(answer)) return answer;
    if (Date.now() > endsAt) {
      throw new Error(
        `Not ${what} after ${seconds} s: ${JSON.stringify(answer)}`,
      );
    }
    await sleep(250);
  }
}
