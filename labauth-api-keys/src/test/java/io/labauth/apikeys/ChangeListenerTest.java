package io.labauth.apikeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.sql.SQLException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** A listener whose database is away. */
class ChangeListenerTest {
    private final CountDownLatch asked = new CountDownLatch(3);

    private DataSource failing() {
        return (DataSource) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {DataSource.class}, (proxy, method, arguments) -> {
                    asked.countDown();
                    if (asked.getCount() == 2) {
                        throw new IllegalStateException("no pool");
                    }
                    throw new SQLException("down", "08001");
                });
    }

    @Test
    void listener_whoseDataSourceThrowsAnything_triesAgain() throws InterruptedException {
        try (ChangeListener listener = new ChangeListener(failing(), change -> {})) {
            listener.start();

            assertThat(asked.await(30, TimeUnit.SECONDS)).isTrue();
        }
    }
}
