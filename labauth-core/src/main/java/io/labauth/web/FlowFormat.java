package io.labauth.web;

import io.labauth.Secret;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A flow as bytes: the format's version, flags, the fields in their order. */
final class FlowFormat {
    private static final int VERSION = 1;
    private static final int IN_PATH = 1;
    private static final int FINISHED = 2;

    private FlowFormat() {}

    static byte[] write(Flow flow) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(VERSION);
            out.writeByte((flow.inPath() ? IN_PATH : 0) | (flow.finished() ? FINISHED : 0));
            out.writeByte(flow.slot());
            out.writeLong(flow.startedAt().toEpochMilli());
            out.writeUTF(flow.id());
            out.writeUTF(flow.provider());
            out.writeUTF(flow.registration());
            out.writeUTF(flow.returnTo());
            out.writeByte(flow.secrets().size());
            for (Map.Entry<String, Secret> secret : flow.secrets().entrySet()) {
                out.writeUTF(secret.getKey());
                out.writeUTF(secret.getValue().reveal());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Memory takes every byte.", e);
        }
        return bytes.toByteArray();
    }

    /** Reads what {@link #write} wrote; empty for another version, or anything else. */
    static Optional<Flow> read(byte[] bytes) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            if (in.readByte() != VERSION) {
                return Optional.empty();
            }
            Flow flow = read(in);
            return in.read() < 0 ? Optional.of(flow) : Optional.empty();
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Flow read(DataInputStream in) throws IOException {
        int flags = in.readByte();
        int slot = in.readByte();
        Instant startedAt = Instant.ofEpochMilli(in.readLong());
        return new Flow(
                in.readUTF(),
                slot,
                (flags & IN_PATH) != 0,
                (flags & FINISHED) != 0,
                in.readUTF(),
                in.readUTF(),
                startedAt,
                in.readUTF(),
                secrets(in));
    }

    private static Map<String, Secret> secrets(DataInputStream in) throws IOException {
        Map<String, Secret> secrets = new LinkedHashMap<>();
        int count = in.readByte();
        for (int i = 0; i < count; i++) {
            secrets.put(in.readUTF(), Secret.of(in.readUTF()));
        }
        return secrets;
    }
}
