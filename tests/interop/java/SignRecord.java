import java.io.File;
import java.io.FileOutputStream;
import java.math.BigInteger;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.xml.XMLConstants;
import javax.xml.crypto.dom.DOMStructure;
import javax.xml.crypto.dsig.CanonicalizationMethod;
import javax.xml.crypto.dsig.DigestMethod;
import javax.xml.crypto.dsig.Reference;
import javax.xml.crypto.dsig.SignedInfo;
import javax.xml.crypto.dsig.Transform;
import javax.xml.crypto.dsig.XMLObject;
import javax.xml.crypto.dsig.XMLSignature;
import javax.xml.crypto.dsig.XMLSignatureFactory;
import javax.xml.crypto.dsig.dom.DOMSignContext;
import javax.xml.crypto.dsig.keyinfo.KeyInfo;
import javax.xml.crypto.dsig.keyinfo.KeyInfoFactory;
import javax.xml.crypto.dsig.spec.C14NMethodParameterSpec;
import javax.xml.crypto.dsig.spec.TransformParameterSpec;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.Transformer;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/**
 * Signs slots of a record the way programs in the field do: inclusive C14N, enveloped-signature as the
 * only transform of the data, a referenced SigningTime object with exclusive C14N.
 *
 * <p>SignRecord IN OUT TIME PASSWORD METHOD field|dsig SLOT=KEYS.p12 [SLOT=KEYS.p12 ...]
 *
 * <p>METHOD is the URI of the signature algorithm; "field" writes the two elements around SigningTime
 * without a namespace, "dsig" in the XMLDSig namespace.
 */
public final class SignRecord {
    private static final XMLSignatureFactory XML = XMLSignatureFactory.getInstance("DOM");
    private static final String TIME_NAMESPACE = "http://example.org/#signatureProperties";

    public static void main(String[] arguments) throws Exception {
        Document document = parse(new File(arguments[0]));
        for (int index = 6; index < arguments.length; index++) {
            String[] job = arguments[index].split("=", 2);
            KeyStore keys = KeyStore.getInstance(new File(job[1]), arguments[3].toCharArray());
            sign(document, job[0], keys, arguments[3], arguments[2], arguments[4], arguments[5].equals("field"));
        }
        write(document, Path.of(arguments[1]));
    }

    private static void sign(
            Document document, String slotName, KeyStore keys, String password, String time, String method,
            boolean withoutNamespace) throws Exception {
        String alias = keys.aliases().nextElement();
        X509Certificate certificate = (X509Certificate) keys.getCertificate(alias);
        PrivateKey key = (PrivateKey) keys.getKey(alias, password.toCharArray());
        Element slot = (Element) document.getElementsByTagName(slotName).item(0);
        Element data = (Element) document.getElementsByTagName("DU_LIEU_HOC_BA").item(0);
        claims(document, slot, slotName, time, certificate);

        String id = UUID.randomUUID().toString();
        String properties = "signobject-" + id;
        DigestMethod sha256 = XML.newDigestMethod(DigestMethod.SHA256, null);
        Reference overData = XML.newReference(
                "#" + data.getAttribute("id"), sha256,
                List.of(XML.newTransform(Transform.ENVELOPED, (TransformParameterSpec) null)), null, null);
        Reference overTime = XML.newReference(
                "#" + properties, sha256,
                List.of(XML.newTransform(CanonicalizationMethod.EXCLUSIVE, (TransformParameterSpec) null)),
                null, null);
        SignedInfo info = XML.newSignedInfo(
                XML.newCanonicalizationMethod(CanonicalizationMethod.INCLUSIVE, (C14NMethodParameterSpec) null),
                XML.newSignatureMethod(method, null), List.of(overData, overTime));
        XMLObject object = XML.newXMLObject(
                List.of(new DOMStructure(signingTime(document, "sigid-" + id, time, withoutNamespace))),
                properties, null, null);
        XMLSignature signature =
                XML.newXMLSignature(info, keyInfo(certificate), List.of(object), "sigid-" + id, null);
        DOMSignContext context = new DOMSignContext(key, slot);
        context.setIdAttributeNS(data, null, "id");
        signature.sign(context);
    }

    private static void claims(
            Document document, Element slot, String name, String time, X509Certificate certificate) {
        String[] date = time.substring(0, 10).split("-");
        append(document, slot, "NGAY_KY", date[2] + "/" + date[1] + "/" + date[0]);
        java.util.regex.Matcher number = java.util.regex.Pattern.compile("CCCD:(\\d{12})")
                .matcher(certificate.getSubjectX500Principal().getName("RFC1779"));
        if (!name.equals("KY_PHAT_HANH") && number.find()) {
            append(document, slot, "SO_CCCD", number.group(1));
        }
    }

    private static void append(Document document, Element parent, String name, String text) {
        Element element = document.createElement(name);
        element.setTextContent(text);
        parent.appendChild(element);
    }

    private static Element signingTime(Document document, String target, String time, boolean withoutNamespace) {
        String namespace = withoutNamespace ? null : XMLSignature.XMLNS;
        Element moment = document.createElementNS(TIME_NAMESPACE, "SigningTime");
        declare(moment, TIME_NAMESPACE);
        moment.setTextContent(time);
        Element property = document.createElementNS(namespace, "SignatureProperty");
        property.setAttribute("Target", "#" + target);
        property.appendChild(moment);
        Element properties = document.createElementNS(namespace, "SignatureProperties");
        declare(properties, withoutNamespace ? "" : XMLSignature.XMLNS);
        properties.appendChild(property);
        return properties;
    }

    /** The JDK canonicalises declarations that are attributes of the tree, not those a serializer would add. */
    private static void declare(Element element, String namespace) {
        element.setAttributeNS(XMLConstants.XMLNS_ATTRIBUTE_NS_URI, "xmlns", namespace);
    }

    private static KeyInfo keyInfo(X509Certificate certificate) {
        KeyInfoFactory factory = XML.getKeyInfoFactory();
        BigInteger serial = certificate.getSerialNumber();
        List<Object> content = new ArrayList<>();
        content.add(certificate.getSubjectX500Principal().getName());
        content.add(factory.newX509IssuerSerial(certificate.getIssuerX500Principal().getName(), serial));
        content.add(certificate);
        return factory.newKeyInfo(List.of(factory.newX509Data(content)));
    }

    private static Document parse(File file) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        return factory.newDocumentBuilder().parse(file);
    }

    private static void write(Document document, Path path) throws Exception {
        Transformer transformer = TransformerFactory.newInstance().newTransformer();
        transformer.setOutputProperty(OutputKeys.ENCODING, "UTF-8");
        transformer.setOutputProperty(OutputKeys.INDENT, "no");
        document.setXmlStandalone(true);
        try (FileOutputStream out = new FileOutputStream(path.toFile())) {
            transformer.transform(new DOMSource(document), new StreamResult(out));
        }
    }
}
