package io.labauth.local;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeWriter;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/** An address as a QR code of block characters, two rows to a line; dark on light, whatever the terminal's colours. */
final class QrCode {
    private static final String DARK_ON_LIGHT = "\u001b[30;107m";
    private static final String RESET = "\u001b[0m";

    /** What makes a code of 77 columns. */
    private static final int LONGEST = 450;

    private QrCode() {}

    /** The code, if a terminal of 80 columns has room for it. */
    static Optional<String> fitting(URI address) {
        return Optional.of(address)
                .filter(known -> known.toASCIIString().length() <= LONGEST)
                .map(QrCode::of);
    }

    static String of(URI address) {
        BitMatrix modules = encode(address.toASCIIString());
        StringBuilder text = new StringBuilder();
        for (int y = 0; y < modules.getHeight(); y += 2) {
            text.append(DARK_ON_LIGHT);
            for (int x = 0; x < modules.getWidth(); x++) {
                text.append(block(modules.get(x, y), y + 1 < modules.getHeight() && modules.get(x, y + 1)));
            }
            text.append(RESET).append('\n');
        }
        return text.toString();
    }

    private static char block(boolean upper, boolean lower) {
        if (upper) {
            return lower ? '█' : '▀';
        }
        return lower ? '▄' : ' ';
    }

    private static BitMatrix encode(String text) {
        try {
            return new QRCodeWriter()
                    .encode(
                            text,
                            BarcodeFormat.QR_CODE,
                            0,
                            0,
                            Map.of(EncodeHintType.ERROR_CORRECTION, ErrorCorrectionLevel.L, EncodeHintType.MARGIN, 2));
        } catch (WriterException e) {
            throw new IllegalStateException("The address is too long for a QR code.", e);
        }
    }
}
