package io.labauth.benchmarks;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Runs a program in a JVM of its own, so that nothing that ran before shows in its figures. */
public final class MeasuringJvm {
    private MeasuringJvm() {}

    /** Runs a measuring program to its end and keeps the samples that it prints. */
    public static void measure(Class<?> program, Measurements into, Object... arguments) throws IOException {
        collect(start(List.of("-cp", plainClassPath()), program, arguments), into);
    }

    /** The same at each peer at once, for what is no matter of time. */
    public static void observe(Class<?> program, Measurements into, Object... arguments) throws IOException {
        List<Process> started = new ArrayList<>();
        for (Peer peer : Peer.listeners()) {
            Object[] all =
                    Stream.concat(Stream.of(peer.name()), Stream.of(arguments)).toArray();
            started.add(start(List.of("-cp", plainClassPath()), program, all));
        }
        for (Process process : started) {
            collect(process, into);
        }
    }

    private static void collect(Process process, Measurements into) throws IOException {
        try (BufferedReader output = process.inputReader()) {
            output.lines().forEach(line -> Sample.parse(line).ifPresent(into::add));
        } finally {
            process.destroyForcibly();
        }
    }

    public static Process start(List<String> options, Class<?> program, Object... arguments) throws IOException {
        List<String> all = new ArrayList<>(List.of("-Dslf4j.internal.verbosity=ERROR"));
        all.addAll(options);
        all.add(program.getName());
        Arrays.stream(arguments).map(Object::toString).forEach(all::add);
        return java(all);
    }

    public static Process java(List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(arguments);
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /** The class path of this program, also when a build tool has loaded it. */
    public static String classPath() {
        return MeasuringJvm.class.getClassLoader() instanceof URLClassLoader loader
                ? Stream.of(loader.getURLs()).map(MeasuringJvm::file).collect(Collectors.joining(File.pathSeparator))
                : System.getProperty("java.class.path", "");
    }

    /** Without Logback, which comes with the web benchmark's Spring and would make every start longer, and print. */
    static String plainClassPath() {
        return Arrays.stream(classPath().split(File.pathSeparator))
                .filter(entry -> !Path.of(entry).getFileName().toString().startsWith("logback-"))
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static String file(URL url) {
        return Path.of(URI.create(url.toString())).toString();
    }
}
