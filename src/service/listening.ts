/** A channel from a thread for the length of one task: nothing that the thread said before its answer is lost. */
import { MessageChannel, type MessagePort, receiveMessageOnPort } from 'node:worker_threads';

/**
 * Runs a task and hears what it says on the port meanwhile.
 * @param task hands the port to the thread; settles with the thread's answer
 */
export async function listening<Message, Answer>(
  onMessage: (message: Message) => void,
  task: (port: MessagePort) => Promise<Answer>,
): Promise<Answer> {
  const { port1, port2 } = new MessageChannel();
  port1.on('message', onMessage);
  try {
    return await task(port2);
  } finally {
    // The answer comes another way and may overtake what was said before it.
    for (let left = receiveMessageOnPort(port1); left; left = receiveMessageOnPort(port1))
      onMessage(left.message as Message);
    port1.close();
  }
}
