import java.io.File;
import java.util.Map;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.RuleId;

/** veraPDF's verdict on files: a line for each standard, and one for each rule that fails. Exits with 1 if any does. */
public class Verify {
    private static final PDFAFlavour[] STANDARDS = {PDFAFlavour.PDFA_3_A, PDFAFlavour.PDFUA_1};

    public static void main(String[] files) throws Exception {
        VeraGreenfieldFoundryProvider.initialise();
        boolean sound = true;
        for (String file : files) {
            for (PDFAFlavour standard : STANDARDS) {
                sound &= passes(file, standard);
            }
        }
        System.exit(sound ? 0 : 1);
    }

    private static boolean passes(String file, PDFAFlavour standard) throws Exception {
        try (PDFAParser parser = Foundries.defaultInstance().createParser(new File(file), standard);
                PDFAValidator validator = Foundries.defaultInstance().createValidator(standard, false)) {
            ValidationResult result = validator.validate(parser);
            System.out.printf("%s: %s %s, %,d checks%n", file, standard.getId(),
                    result.isCompliant() ? "passes" : "FAILS", result.getTotalAssertions());
            for (Map.Entry<RuleId, Integer> failed : result.getFailedChecks().entrySet()) {
                System.out.printf("  %s-%d, %d times: %s%n", failed.getKey().getClause(), failed.getKey().getTestNumber(),
                        failed.getValue(), validator.getProfile().getRuleByRuleId(failed.getKey()).getDescription());
            }
            return result.isCompliant();
        }
    }
}
