namespace Shouwang.Platform.Text;

/// <summary>One text in both languages of the product, Chinese first.</summary>
public sealed record Bilingual(string Zh, string En)
{
    public string In(string language) => language.StartsWith("zh", StringComparison.OrdinalIgnoreCase) ? Zh : En;

    /// <summary>The text in the language of the current user interface.</summary>
    public override string ToString() => In(System.Globalization.CultureInfo.CurrentUICulture.Name);
}
