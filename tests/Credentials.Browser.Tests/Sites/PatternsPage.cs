using Credentials.Web.Pages;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace Credentials.Browser.Tests.Sites;

/// <summary>Everything that the style sheet offers on one page, also what no page of the service uses yet.</summary>
public sealed class PatternsPage : ComponentBase
{
    private const string Markup =
        """
        <h1>Patterns</h1>
        <p class="lead">Donaudampfschifffahrtsgesellschaftskapitänsprüfungsbescheinigung</p>
        <div class="notice"><p>Plain <a href="/">link</a></p></div>
        <div class="notice passed"><p>Good <a href="/">link</a></p></div>
        <div class="notice failed" role="alert"><p>Bad <a href="/">link</a></p></div>
        <div class="notice undetermined"><p>Unsure <a href="/">link</a></p></div>
        <div class="card"><h2>Card</h2><p>With text <span class="badge">new</span> <span class="badge passed">good</span> <span class="badge failed">bad</span> <span class="badge undetermined">unsure</span></p></div>
        <form>
          <div class="field"><label for="name">Name</label><p class="hint" id="name-hint">As on the identity card.</p>
            <input id="name" type="text" autocomplete="name" aria-describedby="name-hint name-fault" aria-invalid="true"><p class="fault" id="name-fault">Fill in a name.</p></div>
          <div class="field"><label for="day">Day</label><input id="day" type="date"></div>
          <div class="field"><label for="level">Level</label><select id="level"><option>1</option><option>2</option></select></div>
          <fieldset><legend>Form</legend>
            <div class="choice"><input type="radio" name="form" id="online" checked><label for="online">Online</label></div>
            <div class="choice"><input type="radio" name="form" id="site"><label for="site">On site</label></div></fieldset>
          <div class="choice"><input type="checkbox" id="agree"><label for="agree">Suspendable</label></div>
          <p class="actions"><button class="button primary">Save</button> <button class="button" type="button">Cancel</button> <button class="button danger" type="button">Revoke</button>
            <button class="button" type="button" disabled>Later</button></p>
        </form>
        <label for="done">Awarded</label> <progress id="done" max="100" value="40"></progress>
        <table class="stack"><caption>Class list</caption><thead><tr><th scope="col">Learner</th><th scope="col">Achievement</th><th scope="col" class="count">Hours</th></tr></thead>
          <tbody><tr><th scope="row">Noor El Amrani</th><td data-label="Achievement">Informatica algemeen: rekenbladen</td><td data-label="Hours" class="count">60</td></tr></tbody></table>
        <nav class="pages" aria-label="Pages"><a href="/">Earlier</a><a href="/">Later</a></nav>
        <div class="empty"><p>Nothing has been awarded yet.</p></div>
        """;

    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        builder.OpenComponent<Page>(0);
        builder.AddComponentParameter(1, nameof(Page.Title), "Patterns");
        builder.AddComponentParameter(2, nameof(Page.ChildContent), (RenderFragment)(content => content.AddMarkupContent(0, Markup)));
        builder.CloseComponent();
    }
}
