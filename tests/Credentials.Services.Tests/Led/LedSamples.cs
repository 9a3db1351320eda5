using Credentials.EvidenceStore.Led;

namespace Credentials.Services.Tests.Led;

/// <summary>Answers of LED for tests, built as its services write them.</summary>
internal static class LedSamples
{
    public const string Space = "http://geefbewijs.bewijsraadplegingdienst.led.vlaanderen.be";

    /// <summary>A proof with every element that the schema has, and white space as LED's answers carry it.</summary>
    public const string Proof = """
        <Bewijs>
          <BewijsrefertesLed><Bewijsreferte>ref-1</Bewijsreferte><Bewijsmutatiereferte>change-1</Bewijsmutatiereferte></BewijsrefertesLed>
          <BewijsstatusLed><Code>1</Code><DatumModificatie><Datum>22.03.2023</Datum><Tijd>11:24:19.282</Tijd></DatumModificatie></BewijsstatusLed>
          <Leverancier><Naam>Secundair
                          onderwijs
            </Naam><Bewijsreferte>E19.4</Bewijsreferte></Leverancier>
          <PersoonUitgereikt><INSZ>00012556777</INSZ></PersoonUitgereikt>
          <Basis>
            <Authenticiteit><Naam>Authentiek</Naam></Authenticiteit>
            <Categorie><Naam>Secundair onderwijs</Naam></Categorie>
            <Graad><Naam>3de graad</Naam></Graad>
            <Onderwijsvorm><Naam>TSO</Naam></Onderwijsvorm>
            <Bewijstype><Naam>Diploma</Naam></Bewijstype>
            <Bewijsstaat><Naam>Eindbewijs</Naam></Bewijsstaat>
            <Instantie><Naam>Secundaire school</Naam></Instantie>
            <Onderwerp><Code>523001</Code><Naam>Elektronica</Naam></Onderwerp>
            <Uitreikingsdatum><Jaar>2010</Jaar><Maand>06</Maand><Dag>30</Dag></Uitreikingsdatum>
            <VolledigeNaam>Diploma van
                secundair   onderwijs</VolledigeNaam>
            <Land><Code>BEL</Code></Land>
            <Taal><Code>nld</Code></Taal>
            <Instelling><Naam>Sint-Jozefsinstituut</Naam><Nummer>35212</Nummer></Instelling>
            <Schooltype><Naam>Gewoon</Naam></Schooltype>
            <Studierichting><Naam>Elektronica</Naam><Code>020092</Code></Studierichting>
            <Specialisatie><Naam>Audio</Naam></Specialisatie>
            <DetailOnderwerp><Naam>Versterkers</Naam><Code>7</Code></DetailOnderwerp>
            <Vervalperiode>5 jaar</Vervalperiode>
            <UrenVolwassenenonderwijs>120</UrenVolwassenenonderwijs>
            <AlternatieveInstanties><AlternatieveInstantie><Instantierol><Naam>Organisator</Naam></Instantierol><Instantie><Naam>VDAB</Naam></Instantie></AlternatieveInstantie></AlternatieveInstanties>
            <BijkomendeInformaties><BijkomendeInformatie><Naam>Bewijs omschrijving</Naam><Inhoud>Diploma TSO Elektronica</Inhoud></BijkomendeInformatie></BijkomendeInformaties>
            <Beroepskwalificaties><Beroepskwalificatie><Naam>Elektrotechnicus</Naam><Code>BK-0335</Code></Beroepskwalificatie></Beroepskwalificaties>
            <Deelkwalificaties><Deelkwalificatie><Naam>Meettechniek</Naam></Deelkwalificatie></Deelkwalificaties>
          </Basis>
          <Afgeleid>
            <ISCEDStudiegebied><Code>523</Code><Naam>Elektronica en automatisatie</Naam></ISCEDStudiegebied>
            <ISCEDNiveau><Code>3A</Code></ISCEDNiveau>
            <VKSNiveauOnderwijskwalificatie><Code>
              4
            </Code><Naam>Niveau 4</Naam></VKSNiveauOnderwijskwalificatie>
            <VKSNiveauBeroepskwalificatie><Code>NBS</Code></VKSNiveauBeroepskwalificatie>
          </Afgeleid>
        </Bewijs>
        """;

    public static byte[] Answer(params string[] proofs) => Bytes(
        $"<g:GeefBewijsResponse xmlns:g=\"{Space}\"><Repliek><Context/><Antwoorden><Antwoord><Referte>r</Referte><Inhoud><Bewijzen>{string.Concat(proofs)}</Bewijzen></Inhoud></Antwoord></Antwoorden></Repliek></g:GeefBewijsResponse>");

    /// <summary>The only proof of an answer that holds the sample with one text replaced.</summary>
    public static LedProof ProofWith(string old, string replacement) => Assert.Single(AnswerWith(old, replacement).Proofs);

    public static LedRefusal RefusalWith(string old, string replacement) => Assert.Single(AnswerWith(old, replacement).Refusals);

    public static byte[] Bytes(string text) => System.Text.Encoding.UTF8.GetBytes(text);

    private static LedAnswer AnswerWith(string old, string replacement)
    {
        Assert.Contains(old, Proof, StringComparison.Ordinal);
        return LedAnswer.Read(Answer(Proof.Replace(old, replacement, StringComparison.Ordinal)), acceptTestNumbers: false).Value;
    }
}
