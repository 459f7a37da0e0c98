using System.Net;
using System.Text.RegularExpressions;
using Xunit;

namespace Shouwang.Server.Tests.Access;

internal sealed record Answer(HttpStatusCode Status, string Html, string? Location);

/// <summary>Keeps cookies and fills in forms; follows no redirect, so that a test sees it.</summary>
internal sealed partial class Browser(Uri address) : IDisposable
{
    private readonly HttpClient client = new(new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() }) { BaseAddress = address };

    public async Task<Answer> GetAsync(string path) => await ReadAsync(await client.GetAsync(path, TestContext.Current.CancellationToken));

    /// <summary>Loads the page, fills in the form of that name with what the page put into its hidden fields, and sends it.</summary>
    public async Task<Answer> SubmitAsync(string path, string form, params (string Name, string Value)[] fields)
    {
        var page = await GetAsync(path);
        var html = Form().Matches(page.Html).Select(match => match.Value).FirstOrDefault(text => text.Contains($"value=\"{form}\"", StringComparison.Ordinal));
        Assert.True(html is not null, $"{path} has no form {form}: {page.Status} {page.Location}");
        var hidden = Hidden().Matches(html).Select(match => (match.Groups[1].Value, match.Groups[2].Value));
        return await PostAsync(path, [.. hidden, .. fields]);
    }

    public async Task<Answer> PostAsync(string path, params (string Name, string Value)[] fields)
    {
        using var content = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, WebUtility.HtmlDecode(field.Value))));
        return await ReadAsync(await client.PostAsync(path, content, TestContext.Current.CancellationToken));
    }

    public void Dispose() => client.Dispose();

    private static async Task<Answer> ReadAsync(HttpResponseMessage response)
    {
        using (response)
        {
            var location = response.Headers.Location;
            return new(response.StatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), location is { IsAbsoluteUri: true } ? location.PathAndQuery : location?.ToString());
        }
    }

    [GeneratedRegex("<form.*?</form>", RegexOptions.Singleline)]
    private static partial Regex Form();

    [GeneratedRegex("<input type=\"hidden\" name=\"([^\"]*)\" value=\"([^\"]*)\"")]
    private static partial Regex Hidden();
}
