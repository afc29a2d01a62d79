package dev.azulejo.simulator;

final class Main {
    public static void main(String[] args) throws Exception {
        var t = Thread.ofVirtual().start(() -> {
            var run = Run.of(Mode.named(args[0]), Long.parseLong(args[1]), true);
            run.lines().forEach(System.out::println);
            System.out.println(run.violations() + " " + run.notes()+ " " + Long.toHexString(run.hash()) + " " + run.choices().size());
        });
        t.join();
        System.exit(0);
    }
}
