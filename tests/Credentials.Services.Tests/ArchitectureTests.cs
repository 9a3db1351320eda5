using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Xml.Linq;

namespace Credentials.Services.Tests;

/// <summary>The layout's promises: who may know whom, who may touch the database, who may open a private key.</summary>
public sealed class ArchitectureTests
{
    private static readonly string[] Projects =
    [
        "Credentials", "Credentials.Web", "Credentials.EvidenceStore", "Credentials.IssuerService", "Credentials.PublicVerifier", "Credentials.App",
    ];

    [Theory]
    [InlineData("Credentials")]
    [InlineData("Credentials.Web", "Credentials")]
    [InlineData("Credentials.EvidenceStore", "Credentials.Web")]
    [InlineData("Credentials.IssuerService", "Credentials.EvidenceStore")]
    [InlineData("Credentials.PublicVerifier", "Credentials.Web")]
    [InlineData("Credentials.App", "Credentials.EvidenceStore", "Credentials.IssuerService", "Credentials.PublicVerifier")]
    public void A_project_references_only_those_below_it(string project, params string[] expected)
    {
        var references = Read(project).Descendants("ProjectReference")
            .Select(reference => Path.GetFileNameWithoutExtension(((string)reference.Attribute("Include")!).Replace('\\', '/'))).Order();
        Assert.Equal(expected.Order(), references);
    }

    [Fact]
    public void The_verifier_knows_neither_of_the_other_parts() =>
        Assert.Empty(AssembliesOf("Credentials.PublicVerifier").Intersect(["Credentials.EvidenceStore", "Credentials.IssuerService"]));

    [Fact]
    public void The_pure_library_needs_only_the_platform_and_the_identity_model()
    {
        Assert.All(PackagesOf("Credentials"), package => Assert.StartsWith("Microsoft.IdentityModel.", package, StringComparison.Ordinal));
        Assert.Empty(Read("Credentials").Descendants("FrameworkReference"));
        Assert.All(
            AssembliesOf("Credentials"),
            name => Assert.True(name.StartsWith("System.", StringComparison.Ordinal) || name.StartsWith("Microsoft.IdentityModel.", StringComparison.Ordinal), name));
    }

    [Fact]
    public void Only_the_evidence_store_touches_a_database() => Assert.Equal(
        ["Credentials.EvidenceStore"], Projects.Where(project => AssembliesOf(project).Any(IsOfDatabases)));

    [Fact]
    public void Only_the_evidence_store_has_database_packages() => Assert.Equal(
        ["Credentials.EvidenceStore"], Projects.Where(project => PackagesOf(project).Any(IsOfDatabases)));

    /// <summary>Neither restored nor compiled: not in the solution, referenced by nothing in it, and its driver locked by nobody.</summary>
    [Fact]
    public void The_MongoDB_engine_is_no_part_of_the_default_build()
    {
        Assert.DoesNotContain("MongoDb", File.ReadAllText(Path.Combine(Repository.Root, "Credentials.sln")), StringComparison.OrdinalIgnoreCase);
        Assert.All(Projects, project => Assert.DoesNotContain(AssembliesOf(project), name => name.Contains("Mongo", StringComparison.OrdinalIgnoreCase)));
        Assert.All(
            Directory.EnumerateDirectories(Repository.Root, "Credentials*", new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = 1 })
                .Select(folder => Path.Combine(folder, "packages.lock.json")).Where(File.Exists),
            file => Assert.DoesNotContain("Mongo", File.ReadAllText(file), StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public void Only_the_issuer_signs_credentials_and_the_conformance_profile() =>
        Assert.Equal(["Credentials.IssuerService", "Credentials.App"], Projects.Where(project => project != "Credentials" && CallsInto(project, "SigningKey")));

    /// <summary>The app signs for the test suites alone: their profile, which listens to this machine only, and their command on files.</summary>
    [Fact]
    public void Of_the_app_only_what_the_test_suites_need_uses_private_keys() => Assert.All(
        NamespacesThatCall("Credentials.App", "SigningKey", "PrivateKey", "CompactJws", "DataIntegrityProof"),
        name => Assert.Contains(name, (IEnumerable<string>)["Credentials.App.Conformance", "Credentials.App.Jose"]));

    /// <summary>The verifier's own key signs requests to wallets and receipts of checks and nothing else: types of their own say so.</summary>
    [Fact]
    public void Only_the_issuer_and_the_verifier_use_private_keys_and_the_verifier_for_requests_and_receipts()
    {
        Assert.Equal(
            ["Credentials.IssuerService", "Credentials.PublicVerifier", "Credentials.App"], Projects.Where(project => project != "Credentials" && CallsInto(project, "PrivateKey")));
        Assert.Equal(["Credentials.PublicVerifier"], Projects.Where(project => project != "Credentials" && CallsInto(project, "RequestSigner")));
        Assert.Equal(["Credentials.PublicVerifier"], Projects.Where(project => project != "Credentials" && CallsInto(project, "ReceiptSigner")));
    }

    /// <summary>Its key signs checkpoints of the log and nothing else: a type of its own says so.</summary>
    [Fact]
    public void Only_the_evidence_store_signs_notes() =>
        Assert.Equal(["Credentials.EvidenceStore"], Projects.Where(project => project != "Credentials" && CallsInto(project, "NoteSigner")));

    [Fact]
    public void Only_the_verifier_fetches_what_strangers_name() => Assert.Equal(
        ["Credentials.PublicVerifier"], Projects.Where(project => CallsInto(project, "SocketsHttpHandler")));

    [Fact]
    public void Nobody_but_the_app_reads_the_environment_of_the_process() =>
        Assert.All(Projects.Where(project => project != "Credentials.App"), project => Assert.False(CallsInto(project, "WebApplication"), project));

    private static bool IsOfDatabases(string name) =>
        name.Contains("Sqlite", StringComparison.OrdinalIgnoreCase) || name.Contains("Npgsql", StringComparison.OrdinalIgnoreCase)
        || name.Contains("Mongo", StringComparison.OrdinalIgnoreCase);

    private static XDocument Read(string project) => XDocument.Load(Path.Combine(Repository.Root, "src", project, project + ".csproj"));

    private static IEnumerable<string> PackagesOf(string project) =>
        Read(project).Descendants("PackageReference").Select(package => (string)package.Attribute("Include")!);

    private static IReadOnlyList<string> AssembliesOf(string project) =>
        [.. Assembly.Load(project).GetReferencedAssemblies().Select(name => name.Name!)];

    /// <summary>Whether the compiled project calls a member of a type of one of these names.</summary>
    private static bool CallsInto(string project, params string[] types)
    {
        using var file = new PEReader(File.OpenRead(Assembly.Load(project).Location));
        var metadata = file.GetMetadataReader();
        return metadata.MemberReferences
            .Select(handle => metadata.GetMemberReference(handle).Parent)
            .Where(parent => parent.Kind == HandleKind.TypeReference)
            .Select(parent => metadata.GetTypeReference((TypeReferenceHandle)parent))
            .Any(type => types.Contains(metadata.GetString(type.Name)));
    }

    /// <summary>The namespaces of the compiled project whose code names a member of a type of one of these names.</summary>
    private static IReadOnlyList<string> NamespacesThatCall(string project, params string[] types)
    {
        using var file = new PEReader(File.OpenRead(Assembly.Load(project).Location));
        var metadata = file.GetMetadataReader();
        var tokens = metadata.MemberReferences
            .Where(handle => metadata.GetMemberReference(handle).Parent is { Kind: HandleKind.TypeReference } parent
                && types.Contains(metadata.GetString(metadata.GetTypeReference((TypeReferenceHandle)parent).Name)))
            .Select(handle => BitConverter.GetBytes(System.Reflection.Metadata.Ecma335.MetadataTokens.GetToken(handle))).ToList();
        return [.. metadata.MethodDefinitions.Select(metadata.GetMethodDefinition)
            .Where(method => method.RelativeVirtualAddress != 0
                && file.GetMethodBody(method.RelativeVirtualAddress).GetILBytes() is { } code && tokens.Exists(token => Names(code, token)))
            .Select(method => NamespaceOf(metadata, method.GetDeclaringType())).Distinct()];
    }

    /// <summary>
    /// Whether the token stands behind an instruction that takes one: a call, a field, a function, a handle (ECMA-335 III). Other bytes that happen to be
    /// the same would only make the test stricter.
    /// </summary>
    private static bool Names(byte[] code, byte[] token)
    {
        for (int at = 1; at + token.Length <= code.Length; at++)
        {
            if (code.AsSpan(at, token.Length).SequenceEqual(token)
                && (code[at - 1] is 0x28 or 0x6F or 0x73 or (>= 0x7B and <= 0x80) or 0xD0 || (at > 1 && code[at - 2] == 0xFE && code[at - 1] is 0x06 or 0x07)))
                return true;
        }
        return false;
    }

    private static string NamespaceOf(MetadataReader metadata, TypeDefinitionHandle handle)
    {
        var type = metadata.GetTypeDefinition(handle);
        while (!type.GetDeclaringType().IsNil)
            type = metadata.GetTypeDefinition(type.GetDeclaringType());
        return metadata.GetString(type.Namespace);
    }
}
