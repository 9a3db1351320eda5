using System.Xml;
using System.Xml.Linq;
using System.Xml.Schema;

namespace Credentials.Services.Tests.Led;

/// <summary>LED's published schemas, against which requests are validated; a warning counts as an error.</summary>
internal static class LedSchemas
{
    private static readonly Lazy<XmlSchemaSet> Registering = new(Load);

    /// <summary>What is wrong with the body of a SOAP request; empty where it validates.</summary>
    public static IReadOnlyList<string> Validate(byte[] request)
    {
        var body = XDocument.Load(new MemoryStream(request)).Root!.Elements().Single(element => element.Name.LocalName == "Body").Elements().Single();
        var document = new XDocument(new XElement(body));
        var faults = new List<string>();
        document.Validate(Registering.Value, (_, fault) => faults.Add($"{fault.Severity}: {fault.Message}"), addSchemaInfo: true);
        if (document.Root!.GetSchemaInfo()?.Validity != XmlSchemaValidity.Valid)
            faults.Add("the root is not valid");
        return faults;
    }

    private static XmlSchemaSet Load()
    {
        var schemas = new XmlSchemaSet { XmlResolver = new XmlUrlResolver() };
        schemas.ValidationEventHandler += (_, fault) => throw new XmlSchemaException(fault.Message);
        schemas.Add(null, Path.Combine(LedFiles.Folder!, "xsd", "RegistreerBewijsDienst-02.00", "WebService", "RegistreerBewijs.xsd"));
        schemas.Compile();
        return schemas;
    }
}
