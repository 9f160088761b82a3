package dev.vitrine.picture.jpeg;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// What a run took, in seconds: of the clock, and of the processors whoever used them.
record Cost(double wall, double cpu) {
    private static final Pattern MINUTES_AND_SECONDS = Pattern.compile("(\\d+)m([\\d.]+)s");

    /// Something to run.
    interface Work {
        void run() throws Exception;
    }

    /// Of work in this process, compiler and garbage collector included.
    static Cost of(Work work) throws Exception {
        var system = (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long cpu = system.getProcessCpuTime();
        long wall = System.nanoTime();
        work.run();
        return new Cost((System.nanoTime() - wall) / 1e9, (system.getProcessCpuTime() - cpu) / 1e9);
    }

    /// Of other processes side by side, asked of a shell's `times`.
    static Cost of(List<List<String>> commands) throws IOException, InterruptedException {
        long wall = System.nanoTime();
        List<Process> running = new ArrayList<>();
        for (List<String> command : commands) {
            List<String> line = new ArrayList<>(List.of("bash", "-c", "\"$@\" >/dev/null 2>&1; times", "bash"));
            line.addAll(command);
            var builder = new ProcessBuilder(line).redirectError(ProcessBuilder.Redirect.DISCARD);
            builder.environment().put("VIPS_CONCURRENCY", "1");
            running.add(builder.start());
        }
        double cpu = 0;
        for (Process process : running) {
            cpu += childTimes(new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII));
            process.waitFor();
        }
        return new Cost((System.nanoTime() - wall) / 1e9, cpu);
    }

    /// The second line of `times` is that of the children: user and system.
    private static double childTimes(String output) {
        List<MatchResult> times = MINUTES_AND_SECONDS.matcher(output).results().toList();
        double sum = 0;
        for (MatchResult time : times.subList(2, 4)) {
            sum += Integer.parseInt(time.group(1)) * 60 + Double.parseDouble(time.group(2));
        }
        return sum;
    }
}
