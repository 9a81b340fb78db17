// Judges PDF files by PDF/A-2a and PDF/UA-1 with veraPDF, the validator that the archives' own
// association keeps. Prints how many checks each file passed, and each rule that one broke; ends
// with 1 where there was any. Started by `tests/src/archive.rs`; veraPDF comes with the package
// that `package.json` names.

import java.io.FileInputStream;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

class Validate {
    private static final List<PDFAFlavour> STANDARDS =
            List.of(PDFAFlavour.PDFA_2_A, PDFAFlavour.PDFUA_1);

    public static void main(String[] files) throws Exception {
        Logger.getLogger("").setLevel(Level.SEVERE);
        VeraGreenfieldFoundryProvider.initialise();
        boolean sound = true;
        for (String file : files) {
            for (PDFAFlavour standard : STANDARDS) {
                sound &= conforms(file, standard);
            }
        }
        System.exit(sound ? 0 : 1);
    }

    private static boolean conforms(String file, PDFAFlavour standard) throws Exception {
        try (PDFAParser parser =
                        Foundries.defaultInstance()
                                .createParser(new FileInputStream(file), standard);
                PDFAValidator validator =
                        Foundries.defaultInstance().createValidator(standard, false)) {
            ValidationResult result = validator.validate(parser);
            System.out.printf("%s %s: %d checks%n", file, standard.getId(), result.getTotalAssertions());
            for (TestAssertion broken : result.getTestAssertions()) {
                System.out.printf(
                        "  %s: %s (%s)%n",
                        broken.getRuleId(), broken.getMessage(), broken.getLocation().getContext());
            }
            return result.isCompliant();
        }
    }
}
