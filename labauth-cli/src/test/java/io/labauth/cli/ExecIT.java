package io.labauth.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A program that is run with a credential, and what ends it. */
class ExecIT {
    @TempDir
    private Path home;

    @BeforeEach
    void save() {
        SavingProgram.save(home.resolve(".config/labauth"), "lab", 1);
    }

    @Test
    void exec_whenItIsTerminated_endsTheProgramToo() throws Exception {
        Process labauth = new Program(home).start("exec", "lab0", "--", "/bin/sh", "-c", "echo $$; exec sleep 60");
        ProcessHandle program = started(labauth);

        labauth.destroy();

        assertThat(labauth.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(program.isAlive()).isFalse();
        assertThat(labauth.exitValue()).isEqualTo(143);
    }

    @Test
    void exec_whenItIsTerminated_waitsForAProgramThatStillHasSomethingToDo() throws Exception {
        Process labauth = new Program(home)
                .start("exec", "lab0", "--", "/bin/sh", "-c", "trap 'kill $!; exit 7' TERM; echo $$; sleep 60 & wait");
        ProcessHandle program = started(labauth);

        labauth.destroy();

        assertThat(labauth.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(program.isAlive()).isFalse();
        assertThat(labauth.exitValue()).isEqualTo(7);
    }

    private static ProcessHandle started(Process labauth) throws IOException {
        BufferedReader out = labauth.inputReader();
        return ProcessHandle.of(Long.parseLong(out.readLine())).orElseThrow();
    }
}
