using System.CommandLine;
using Credentials.App.Jose;
using Credentials.Encoding;

namespace Credentials.App.CommandLine;

/// <summary><c>jose issue|verify</c>: secures and checks files with JOSE for machines, above all the VC-JOSE-COSE test suite. Opens no data folder.</summary>
internal static class JoseCommand
{
    private static readonly Option<string> Input = new("--input") { Description = "A credential or presentation (JSON) to issue, or a token to verify.", HelpName = "FILE", Required = true };

    private static readonly Option<string> Key = new("--key") { Description = "A JWK, or a verification method with publicKeyJwk and secretKeyJwk.", HelpName = "FILE", Required = true };

    private static readonly Option<string> Feature = new("--feature") { Description = string.Join(", ", JoseFeature.All.Select(feature => feature.Name)), HelpName = "FEATURE", Required = true };

    private static readonly Option<string?> Output = new("--output") { Description = "Where the answer goes; standard output when left out.", HelpName = "FILE" };

    private static readonly Option<string?> Selective = new("--sd") { Description = "Paths of claims to be selectively disclosable, as a JSON array.", HelpName = "JSON" };

    public static Command Create() => new("jose", "Secures credentials and presentations with JOSE, and verifies them, with a key from a file; answers {\"result\",\"data\"}.")
    {
        Verb("issue", "Signs a file.", toSign: true),
        Verb("verify", "Verifies a file.", toSign: false),
    };

    private static Command Verb(string name, string description, bool toSign)
    {
        var command = new Command(name, description) { Input, Key, Feature, Output, Selective };
        command.SetAction((parsed, cancel) => RunAsync(parsed, toSign, cancel));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, bool toSign, CancellationToken cancel)
    {
        var result = await AnswerAsync(parsed, toSign, cancel);
        try
        {
            if (parsed.GetValue(Output) is { } file)
                await File.WriteAllBytesAsync(file, result.ToJson(), cancel);
            else
                Console.WriteLine(System.Text.Encoding.UTF8.GetString(result.ToJson()));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync(fault.Message);
            return ExitCode.BadInput;
        }

        return result.Result switch
        {
            "success" => ExitCode.Done,
            "failure" => ExitCode.No,
            "indeterminate" => ExitCode.Undetermined,
            _ => ExitCode.BadInput,
        };
    }

    private static async Task<JoseResult> AnswerAsync(ParseResult parsed, bool toSign, CancellationToken cancel)
    {
        if (JoseFeature.Find(parsed.GetRequiredValue(Feature)) is not { } feature)
            return JoseResult.Indeterminate("The feature is not known here.");
        if (SelectivePaths.Read(parsed.GetValue(Selective)) is not { } paths)
            return JoseResult.Error("--sd is no JSON array of texts.");
        byte[] input, keyFile;
        try
        {
            (input, keyFile) = (await ReadAsync(parsed.GetRequiredValue(Input), cancel), await ReadAsync(parsed.GetRequiredValue(Key), cancel));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return JoseResult.Error(fault.Message);
        }

        if (!JoseKeyFile.Read(keyFile, toSign).TryGet(out var key, out var problem))
            return problem.Code == ProblemCode.NotImplemented ? JoseResult.Indeterminate($"The key is {problem.Detail}.") : JoseResult.Error($"The key cannot be used: {problem.Detail}.");
        using (key)
            return toSign ? SecureWithJose.Issue(input, key, feature, paths) : SecureWithJose.Verify(input, key, feature);
    }

    private static async Task<byte[]> ReadAsync(string file, CancellationToken cancel)
    {
        if (new FileInfo(file).Length > 2 * StrictJson.MaxBytes)
            throw new IOException($"{file} is too large.");
        return await File.ReadAllBytesAsync(file, cancel);
    }
}
