package dev.azulejo.worker;

import dev.azulejo.cloud.TaskReports;

class MemoryReportsTest extends TaskReportsContract {
    private final MemoryReports reports = new MemoryReports();

    @Override
    protected TaskReports reports() {
        return reports;
    }

    @Override
    protected String waitingTask() {
        return reports.waitingTask();
    }

    @Override
    protected void abort(String token) {
        reports.abort(token);
    }

    @Override
    protected String endOf(String token) {
        return reports.endOf(token);
    }
}
