using System.Text.Json;
using Credentials.Encoding;

namespace Credentials.Tests.Properties;

public class CanonicalJsonProperties
{
    [Fact]
    public void Canonical_form_is_a_fixed_point_and_means_the_same()
    {
        var random = new RandomJson(8785);
        for (int i = 0; i < 3_000; i++)
        {
            string text = random.Value();
            var value = Parse(System.Text.Encoding.UTF8.GetBytes(text));
            byte[] canonical = CanonicalJson.Serialize(value);
            var again = Parse(canonical);
            Assert.Equal(canonical, CanonicalJson.Serialize(again));
            AssertSame(value, again);
        }
    }

    [Fact]
    public void Member_names_of_the_canonical_form_are_in_UTF16_order()
    {
        var random = new RandomJson(16);
        for (int i = 0; i < 1_000; i++)
        {
            byte[] canonical = CanonicalJson.Serialize(Parse(System.Text.Encoding.UTF8.GetBytes(random.Object())));
            string[] names = [.. Parse(canonical).EnumerateObject().Select(member => member.Name)];
            Assert.Equal(names.Order(StringComparer.Ordinal), names);
        }
    }

    [Fact]
    public void The_order_of_members_does_not_matter()
    {
        var random = new RandomJson(1);
        for (int i = 0; i < 500; i++)
        {
            var value = Parse(System.Text.Encoding.UTF8.GetBytes(random.Object()));
            var members = value.EnumerateObject().Select(member => $"{JsonSerializer.Serialize(member.Name)}:{member.Value.GetRawText()}").ToArray();
            random.Random.Shuffle(members);
            var shuffled = Parse(System.Text.Encoding.UTF8.GetBytes($"{{{string.Join(',', members)}}}"));
            Assert.Equal(CanonicalJson.Serialize(value), CanonicalJson.Serialize(shuffled));
        }
    }

    private static void AssertSame(JsonElement a, JsonElement b)
    {
        Assert.Equal(a.ValueKind, b.ValueKind);
        switch (a.ValueKind)
        {
            case JsonValueKind.Object:
                Assert.Equal(a.GetPropertyCount(), b.GetPropertyCount());
                foreach (var member in a.EnumerateObject())
                    AssertSame(member.Value, b.GetProperty(member.Name));
                break;
            case JsonValueKind.Array:
                Assert.Equal(a.GetArrayLength(), b.GetArrayLength());
                for (int i = 0; i < a.GetArrayLength(); i++)
                    AssertSame(a[i], b[i]);
                break;
            case JsonValueKind.Number:
                Assert.Equal(a.GetDouble(), b.GetDouble());
                break;
            case JsonValueKind.String:
                Assert.Equal(a.GetString(), b.GetString());
                break;
        }
    }

    private static JsonElement Parse(byte[] json) => StrictJson.ParseElement(json).Value;
}
