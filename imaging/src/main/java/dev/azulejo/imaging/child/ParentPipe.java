package dev.azulejo.imaging.child;

import dev.azulejo.imaging.child.Message.Kind;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/// The decoder process's side of the pipes. A separate thread waits for the parent, and ends the process
/// when the parent is gone, even if other threads are deep in C.
final class ParentPipe {
    private static final int PARENT_IS_GONE = 0;

    private final BlockingQueue<Message> received = new LinkedBlockingQueue<>();
    private final DataOutputStream answers;

    ParentPipe(InputStream questions, OutputStream answers) {
        this.answers = new DataOutputStream(new BufferedOutputStream(answers));
        Thread.ofPlatform().daemon().name("parent").start(() -> listen(new DataInputStream(questions)));
    }

    private void listen(DataInputStream questions) {
        try {
            while (true) {
                received.add(Message.readFrom(questions));
            }
        } catch (IOException e) {
            LeftoverFolders.removeOwn();
            Runtime.getRuntime().halt(PARENT_IS_GONE);
        }
    }

    synchronized void send(Message message) throws IOException {
        message.writeTo(answers);
    }

    /// @throws IOException when the parent sends another message
    Message receive(Kind... expected) throws IOException {
        try {
            var message = received.take();
            if (!List.of(expected).contains(message.kind())) {
                throw new IOException("expected %s, got %s".formatted(List.of(expected), message.kind()));
            }
            return message;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
