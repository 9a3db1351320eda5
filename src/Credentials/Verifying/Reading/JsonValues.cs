using System.Text.Json;

namespace Credentials.Verifying.Reading;

/// <summary>An array's elements, or anything else that is there as the only one; nothing where nothing is there.</summary>
internal struct JsonValues(JsonElement value)
{
    private readonly JsonElement _value = value;
    private readonly bool _isArray = value.ValueKind == JsonValueKind.Array;
    private JsonElement.ArrayEnumerator _elements = value.ValueKind == JsonValueKind.Array ? value.EnumerateArray() : default;
    private bool _isTaken = value.ValueKind == JsonValueKind.Undefined;

    public readonly JsonElement Current => _isArray ? _elements.Current : _value;

    public readonly JsonValues GetEnumerator() => this;

    public bool MoveNext()
    {
        if (_isArray)
            return _elements.MoveNext();
        var isFirst = !_isTaken;
        _isTaken = true;
        return isFirst;
    }
}
