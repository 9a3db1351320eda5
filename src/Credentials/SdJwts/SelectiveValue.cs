using System.Text.Json;

namespace Credentials.SdJwts;

/// <summary>A claim's value: a text, number, truth value, JSON as it is, or an object or array with selectively disclosable parts of its own.</summary>
public readonly struct SelectiveValue
{
    private SelectiveValue(object content) => Content = content;

    internal object? Content { get; }

    public static implicit operator SelectiveValue(string text) => FromText(text);

    public static implicit operator SelectiveValue(long number) => new(number);

    public static implicit operator SelectiveValue(decimal number) => new(number);

    public static implicit operator SelectiveValue(bool truth) => new(truth);

    public static implicit operator SelectiveValue(SelectiveObject members) => new(members);

    public static implicit operator SelectiveValue(SelectiveArray elements) => new(elements);

    public static SelectiveValue FromText(string text) => new(text ?? throw new ArgumentNullException(nameof(text)));

    /// <summary>JSON that is written as it is; it must hold no member that is reserved in an SD-JWT.</summary>
    public static SelectiveValue FromJson(JsonElement json) => new(json);
}
