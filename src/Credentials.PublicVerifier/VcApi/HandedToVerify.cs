using System.Runtime.InteropServices;
using System.Text.Json;
using Credentials.LinkedData;
using Credentials.Verifying;
using Credentials.Web.VcApi;

namespace Credentials.PublicVerifier.VcApi;

/// <summary>
/// Takes what is to be verified out of a VC-API body. It is an object, a token stands in an envelope (VC Data Model 2.0 section 4.13): what is no map is no
/// secured document (Data Integrity 1.0 section 4.3), and a text in which JSON stands is none either.
/// </summary>
internal static class HandedToVerify
{
    /// <summary>What was read, or why it is nothing that can be verified.</summary>
    /// <param name="root">The body.</param>
    /// <param name="name">Of the member.</param>
    /// <param name="isPresentation">Whether it must be a presentation, or a credential.</param>
    /// <param name="contexts">The contexts that it may refer to.</param>
    /// <param name="fault">Set where null is answered.</param>
    public static PresentedCredential? Read(JsonElement root, string name, bool isPresentation, JsonLdContexts contexts, out VcProblem? fault)
    {
        var pointer = "/" + name;
        fault = null;
        if (!root.TryGetProperty(name, out var value))
            return Refuse(VcProblemTypes.MalformedValue, pointer, "missing", $"The member {name} is missing.", out fault);
        if (value.ValueKind != JsonValueKind.Object)
            return Refuse(VcProblemTypes.Parsing, pointer, "wrong-type", $"The member {name} is no object; a token goes in an envelope.", out fault);
        if (!PresentedCredential.Parse(JsonMarshal.GetRawUtf8Value(value).ToArray(), contexts).TryGet(out var presented, out var problem))
        {
            var type = problem.Code == ProblemCode.NotACredential ? VcProblemTypes.MalformedValue : VcProblemTypes.Parsing;
            return Refuse(type, pointer, "not-a-credential", $"The member {name} cannot be read: {problem.Detail}.", out fault);
        }

        return presented.IsPresentation == isPresentation
            ? presented
            : Refuse(VcProblemTypes.MalformedValue, pointer, "wrong-kind", isPresentation ? "This is no presentation." : "This is no credential but a presentation.", out fault);
    }

    private static PresentedCredential? Refuse(string type, string pointer, string reason, string detail, out VcProblem? fault)
    {
        fault = new VcProblem(type, detail) { Errors = [new InputError(pointer, reason, detail)] };
        return null;
    }
}
