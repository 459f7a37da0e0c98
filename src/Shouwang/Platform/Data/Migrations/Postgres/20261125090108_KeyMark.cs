using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Shouwang.Platform.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class KeyMark : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "platform_key_mark",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false),
                    fingerprint = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_platform_key_mark", x => x.id);
                });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "platform_key_mark");
        }
    }
}
