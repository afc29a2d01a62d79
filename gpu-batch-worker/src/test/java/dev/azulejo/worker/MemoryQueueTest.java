package dev.azulejo.worker;

import dev.azulejo.cloud.TaskQueue;

class MemoryQueueTest extends TaskQueueContract {
    private MemoryQueue queue = new MemoryQueue();

    @Override
    protected TaskQueue emptyQueue() {
        queue = new MemoryQueue();
        return queue;
    }

    @Override
    protected void send(String body) {
        queue.send(body);
    }
}
