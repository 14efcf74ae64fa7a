import java.io.File;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import javax.xml.crypto.AlgorithmMethod;
import javax.xml.crypto.KeySelector;
import javax.xml.crypto.KeySelectorException;
import javax.xml.crypto.KeySelectorResult;
import javax.xml.crypto.XMLCryptoContext;
import javax.xml.crypto.dsig.Reference;
import javax.xml.crypto.dsig.XMLSignature;
import javax.xml.crypto.dsig.XMLSignatureFactory;
import javax.xml.crypto.dsig.dom.DOMValidateContext;
import javax.xml.crypto.dsig.keyinfo.KeyInfo;
import javax.xml.crypto.dsig.keyinfo.X509Data;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * Verifies every ds:Signature of every file with the certificate in its KeyInfo. No path is built.
 *
 * <p>One line per signature: FILE, parent element, valid or invalid, references as URI=ok|bad. Exits with
 * 1 when a signature fails or a file holds none.
 */
public final class VerifyRecord {
    public static void main(String[] arguments) throws Exception {
        boolean good = true;
        for (String name : arguments) {
            good &= verify(name);
        }
        System.exit(good ? 0 : 1);
    }

    private static boolean verify(String name) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        Document document = factory.newDocumentBuilder().parse(new File(name));
        NodeList signatures = document.getElementsByTagNameNS(XMLSignature.XMLNS, "Signature");
        boolean good = signatures.getLength() > 0;
        for (int index = 0; index < signatures.getLength(); index++) {
            good &= verify(name, document, (Element) signatures.item(index));
        }
        return good;
    }

    private static boolean verify(String name, Document document, Element element) {
        String slot = element.getParentNode().getLocalName();
        try {
            DOMValidateContext context = new DOMValidateContext(new FromCertificate(), element);
            context.setProperty("org.jcp.xml.dsig.secureValidation", Boolean.TRUE);
            registerIds(context, document.getDocumentElement());
            XMLSignature signature = XMLSignatureFactory.getInstance("DOM").unmarshalXMLSignature(context);
            boolean valid = signature.validate(context);
            List<String> references = new ArrayList<>();
            for (Reference reference : signature.getSignedInfo().getReferences()) {
                references.add(reference.getURI() + (reference.validate(context) ? "=ok" : "=bad"));
            }
            line(name, slot, valid ? "valid" : "invalid", String.join(" ", references));
            return valid;
        } catch (Exception problem) {
            line(name, slot, "refused", String.valueOf(problem.getMessage()).replace('\n', ' '));
            return false;
        }
    }

    private static void registerIds(DOMValidateContext context, Element element) {
        for (String attribute : List.of("id", "Id", "ID")) {
            if (element.hasAttributeNS(null, attribute)) {
                context.setIdAttributeNS(element, null, attribute);
                element.setIdAttributeNS(null, attribute, true);
            }
        }
        NodeList children = element.getChildNodes();
        for (int index = 0; index < children.getLength(); index++) {
            if (children.item(index) instanceof Element) {
                registerIds(context, (Element) children.item(index));
            }
        }
    }

    private static void line(String file, String slot, String result, String detail) {
        System.out.println(String.join("\t", file, slot, result, detail));
    }

    private static final class FromCertificate extends KeySelector {
        @Override
        public KeySelectorResult select(
                KeyInfo keyInfo, Purpose purpose, AlgorithmMethod method, XMLCryptoContext context)
                throws KeySelectorException {
            for (Object structure : keyInfo.getContent()) {
                if (!(structure instanceof X509Data)) {
                    continue;
                }
                for (Object item : ((X509Data) structure).getContent()) {
                    if (item instanceof X509Certificate) {
                        PublicKey key = ((X509Certificate) item).getPublicKey();
                        return () -> key;
                    }
                }
            }
            throw new KeySelectorException("no certificate in KeyInfo");
        }
    }
}
