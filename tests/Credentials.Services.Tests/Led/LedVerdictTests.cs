using Credentials.EvidenceStore.Led;

namespace Credentials.Services.Tests.Led;

public class LedVerdictTests
{
    private const string Open = "<p:RegistreerBewijsResponse xmlns:p=\"http://registreerbewijs.bewijsregistratiedienst.led.vlaanderen.be\"><Repliek>";
    private const string Close = "</Repliek></p:RegistreerBewijsResponse>";
    private const string Accepted = "<Antwoorden><Antwoord><Referte>r-1</Referte><Inhoud><Melding> OK </Melding></Inhoud></Antwoord></Antwoorden>";

    [LedFact]
    public void Every_published_answer_to_registering_and_cancelling_is_read()
    {
        var registered = LedFiles.In("RegistreerBewijs").ToDictionary(file => Path.GetFileName(file), file => LedVerdict.ReadRegistration(File.ReadAllBytes(file)).Value);
        var cancelled = LedFiles.In("AnnuleerBewijs").Select(file => LedVerdict.ReadCancellation(File.ReadAllBytes(file)).Value).ToArray();

        Assert.Equal((4, 2), (registered.Count, cancelled.Length));
        Assert.True(registered["success.xml"].IsAccepted);
        Assert.True(registered["99610100150.xml"].IsAccepted);
        Assert.All([registered["notfound.xml"], registered["99610100179.xml"], .. cancelled], verdict =>
        {
            Assert.Equal((false, false), (verdict.IsAccepted, verdict.IsWorthRetrying));
            Assert.Equal(("40000", "LED", "Geen gegevens gevonden"), (verdict.Faults[0].Code, verdict.Faults[0].Origin, verdict.Faults[0].Diagnosis));
        });
    }

    [Fact]
    public void OK_is_an_acceptance_and_a_warning_beside_it_is_kept()
    {
        var verdict = LedVerdict.ReadRegistration(LedSamples.Bytes(Open + Accepted + Fault("1", "WAARSCHUWING") + Close)).Value;

        Assert.Equal((true, false, "r-1"), (verdict.IsAccepted, verdict.IsWorthRetrying, verdict.Referte));
        Assert.Equal(LedSeverity.Warning, Assert.Single(verdict.Faults).Severity);
    }

    [Theory]
    [InlineData("90000", true)]
    [InlineData("99996", true)]
    [InlineData("15021", false)]
    [InlineData("13202", false)]
    [InlineData("40000", false)]
    [InlineData("x", false)]
    [InlineData("", false)]
    public void Only_what_is_technical_is_worth_a_retry(string code, bool worth)
    {
        var verdict = LedVerdict.ReadRegistration(LedSamples.Bytes(Open + Fault(code) + Close)).Value;

        Assert.Equal((false, worth), (verdict.IsAccepted, verdict.IsWorthRetrying));
    }

    [Fact]
    public void One_error_that_stays_makes_a_refusal_final()
    {
        var both = Fault("90000").Replace("</Uitzonderingen>", "", StringComparison.Ordinal) + Fault("40000").Replace("<Uitzonderingen>", "", StringComparison.Ordinal);

        Assert.False(LedVerdict.ReadRegistration(LedSamples.Bytes(Open + both + Close)).Value.IsWorthRetrying);
    }

    [Theory]
    [InlineData("<faultcode>s:Server</faultcode><faultstring>down</faultstring>", true)]
    [InlineData("<faultcode>s:Client</faultcode><faultstring>bad</faultstring>", false)]
    [InlineData("<s:Code><s:Value>s:Receiver</s:Value></s:Code><s:Reason><s:Text>down</s:Text></s:Reason>", true)]
    [InlineData("", false)]
    public void A_SOAP_fault_of_the_server_is_worth_a_retry(string fault, bool worth)
    {
        var verdict = LedVerdict.ReadRegistration(LedSamples.Bytes(
            $"<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"><s:Body><s:Fault>{fault}</s:Fault></s:Body></s:Envelope>")).Value;

        Assert.Equal((false, worth), (verdict.IsAccepted, verdict.IsWorthRetrying));
    }

    [Theory]
    [InlineData("<html><body>502 Bad Gateway</body></html>")]
    [InlineData(Open + Close)]
    [InlineData(Open + "<Antwoorden><Antwoord><Referte>1</Referte><Inhoud><Melding>KO</Melding></Inhoud></Antwoord></Antwoorden>" + Close)]
    [InlineData(Open + Accepted + "<Uitzonderingen><Uitzondering><Identificatie>1</Identificatie><Type>FOUT</Type></Uitzondering></Uitzonderingen>" + Close)]
    public void What_neither_accepts_nor_refuses_is_a_problem(string text)
    {
        Assert.Equal(ProblemCode.InvalidInput, LedVerdict.ReadRegistration(LedSamples.Bytes(text)).Problem?.Code);
        Assert.Equal(ProblemCode.InvalidInput, LedVerdict.ReadCancellation(LedSamples.Bytes(text)).Problem?.Code);
    }

    private static string Fault(string code, string type = "FOUT") =>
        $"<Uitzonderingen><Uitzondering><Identificatie>{code}</Identificatie><Oorsprong>LED</Oorsprong><Type>{type}</Type><Diagnose>d</Diagnose></Uitzondering></Uitzonderingen>";
}
