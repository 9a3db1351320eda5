using System.Text.Json;
using Credentials.Issuing;
using Credentials.Signing;
using Credentials.StatusLists;
using Credentials.Tests.Verifying;
using Credentials.Verifying;

namespace Credentials.Tests.StatusLists;

public class StatusListCredentialTests
{
    [Theory]
    [InlineData(CredentialForm.VcJwt)]
    [InlineData(CredentialForm.DataIntegrity)]
    public void It_says_what_the_specification_asks(CredentialForm form)
    {
        var signed = Scenario.SignedList(Scenario.ListUrl, "revocation", Scenario.Did, Scenario.Key, form, 1);

        var list = PublishedStatusList.Parse(signed).Value;
        var (json, subject) = (list.Json, list.Json.GetProperty("credentialSubject"));

        Assert.Equal(Scenario.ListUrl, json.GetProperty("id").GetString());
        Assert.Equal(["VerifiableCredential", "BitstringStatusListCredential"], json.GetProperty("type").EnumerateArray().Select(type => type.GetString()));
        Assert.Equal(("2026-07-01T12:00:00Z", "2026-07-08T12:00:00Z"), (json.GetProperty("validFrom").GetString(), json.GetProperty("validUntil").GetString()));
        Assert.Equal((Scenario.ListUrl + "#list", "BitstringStatusList", "revocation"),
            (subject.GetProperty("id").GetString(), subject.GetProperty("type").GetString(), subject.GetProperty("statusPurpose").GetString()));
        Assert.Equal(300_000, subject.GetProperty("ttl").GetInt64());
        Assert.Equal('u', subject.GetProperty("encodedList").GetString()![0]);
    }

    [Theory]
    [InlineData(CredentialForm.VcJwt)]
    [InlineData(CredentialForm.DataIntegrity)]
    public void A_reader_finds_what_was_set_and_how_long_it_holds(CredentialForm form)
    {
        var signed = Scenario.SignedList(Scenario.ListUrl, "revocation", Scenario.Did, Scenario.Key, form, Scenario.Index);

        var read = PublishedStatusList.Read(signed, Scenario.ListUrl, Scenario.DocumentOf(Scenario.Did, Scenario.Key)).Value;

        Assert.True(read.IsProven);
        Assert.Equal((Scenario.Did, TimeSpan.FromMinutes(5), Scenario.Noon.AddDays(7)), (read.Issuer!.Value, read.TimeToLive, read.ValidUntil));
        Assert.Equal(Scenario.Did, PublishedStatusList.IssuerOf(signed).Value);
    }

    [Fact]
    public void A_publisher_is_told_that_its_list_is_wrong() => Assert.Equal(
        ProblemCode.InvalidInput,
        PublishedStatusList.Read(
            Scenario.SignedList(Scenario.ListUrl, "revocation", Scenario.Did, Scenario.Key, CredentialForm.VcJwt), Scenario.ListUrl,
            Scenario.DocumentOf(Scenario.Did, Scenario.P256Key)).Problem!.Code);

    [Theory]
    [InlineData(CredentialForm.VcJwt)]
    [InlineData(CredentialForm.DataIntegrity)]
    public void A_bomb_inside_a_signed_list_is_named_with_flat_memory(CredentialForm form)
    {
        var url = Scenario.ListUrl;
        var json = $$"""{"@context":["https://www.w3.org/ns/credentials/v2"],"id":"{{url}}","type":["VerifiableCredential","BitstringStatusListCredential"],"issuer":"{{Scenario.IssuerDid}}","credentialSubject":{"type":"BitstringStatusList","statusPurpose":"revocation","encodedList":"{{BitstringStatusListTests.Bomb(600 << 20)}}" } }""";
        var signed = form == CredentialForm.VcJwt
            ? System.Text.Encoding.ASCII.GetBytes(CompactJws.Sign(Scenario.Key, "vc+jwt", System.Text.Encoding.UTF8.GetBytes(json), Scenario.Noon))
            : DataIntegrityProof.Add(JsonDocument.Parse(json).RootElement, Scenario.Key, Scenario.Noon);
        var scenario = new Scenario(CredentialForm.VcJwt);
        var before = GC.GetAllocatedBytesForCurrentThread();

        scenario.Lists[url] = Scenario.Read(signed, url);

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 32 << 20);
        Assert.Contains(scenario.Verify().Checks, check => check.Reason == Reasons.ListTooLarge.Reason);
    }

    [Fact]
    public void A_list_with_one_percent_set_is_small()
    {
        var random = new Random(5);
        var set = Enumerable.Range(0, BitstringStatusList.Entries / 100).Select(_ => random.Next(BitstringStatusList.Entries)).ToArray();
        var encoded = PublishedStatusList.Parse(Scenario.SignedList(Scenario.ListUrl, "revocation", Scenario.Did, Scenario.Key, CredentialForm.DataIntegrity, set))
            .Value.Json.GetProperty("credentialSubject").GetProperty("encodedList").GetString()!;

        Assert.InRange((encoded.Length - 1) * 3 / 4, 1000, 2200);
    }
}
