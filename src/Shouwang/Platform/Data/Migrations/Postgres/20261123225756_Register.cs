using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Shouwang.Platform.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Register : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "registry_person",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    id_number = table.Column<string>(type: "character varying(18)", maxLength: 18, nullable: false),
                    birth = table.Column<DateOnly>(type: "date", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    sex = table.Column<string>(type: "text", nullable: false),
                    labour = table.Column<string>(type: "text", nullable: false),
                    stage = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_registry_person", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "registry_worker",
                columns: table => new
                {
                    code = table.Column<string>(type: "text", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    township = table.Column<string>(type: "character varying(12)", maxLength: 12, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_registry_worker", x => x.code);
                });

            migrationBuilder.CreateTable(
                name: "registry_benefit",
                columns: table => new
                {
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    valid_from = table.Column<string>(type: "character varying(7)", maxLength: 7, nullable: false),
                    amount = table.Column<long>(type: "bigint", nullable: false),
                    valid_to = table.Column<string>(type: "character varying(7)", maxLength: 7, nullable: true),
                    account = table.Column<string>(type: "text", nullable: false),
                    holder_id = table.Column<string>(type: "character varying(18)", maxLength: 18, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_registry_benefit", x => new { x.person_id, x.kind, x.valid_from });
                    table.ForeignKey(
                        name: "fk_registry_benefit_person_id",
                        column: x => x.person_id,
                        principalTable: "registry_person",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "registry_category_spell",
                columns: table => new
                {
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    valid_from = table.Column<DateOnly>(type: "date", nullable: false),
                    category = table.Column<string>(type: "text", nullable: false),
                    valid_to = table.Column<DateOnly>(type: "date", nullable: true),
                    source = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_registry_category_spell", x => new { x.person_id, x.valid_from });
                    table.ForeignKey(
                        name: "fk_registry_category_spell_person_id",
                        column: x => x.person_id,
                        principalTable: "registry_person",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "registry_grid",
                columns: table => new
                {
                    code = table.Column<string>(type: "text", nullable: false),
                    division = table.Column<string>(type: "character varying(12)", maxLength: 12, nullable: false),
                    worker_code = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_registry_grid", x => x.code);
                    table.ForeignKey(
                        name: "fk_registry_grid_worker_code",
                        column: x => x.worker_code,
                        principalTable: "registry_worker",
                        principalColumn: "code",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "registry_household",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    code = table.Column<string>(type: "text", nullable: false),
                    division = table.Column<string>(type: "character varying(12)", maxLength: 12, nullable: false),
                    address = table.Column<string>(type: "text", nullable: false),
                    phone = table.Column<string>(type: "text", nullable: false),
                    grid_code = table.Column<string>(type: "text", nullable: true),
                    urban = table.Column<bool>(type: "boolean", nullable: false),
                    former_poor = table.Column<bool>(type: "boolean", nullable: false),
                    annual_income = table.Column<long>(type: "bigint", nullable: true),
                    annual_rigid = table.Column<long>(type: "bigint", nullable: true),
                    employed_expected = table.Column<int>(type: "integer", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_registry_household", x => x.id);
                    table.ForeignKey(
                        name: "fk_registry_household_grid_code",
                        column: x => x.grid_code,
                        principalTable: "registry_grid",
                        principalColumn: "code",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "registry_membership",
                columns: table => new
                {
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    valid_from = table.Column<DateOnly>(type: "date", nullable: false),
                    household_id = table.Column<Guid>(type: "uuid", nullable: false),
                    role = table.Column<string>(type: "text", nullable: false),
                    valid_to = table.Column<DateOnly>(type: "date", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_registry_membership", x => new { x.person_id, x.valid_from });
                    table.ForeignKey(
                        name: "fk_registry_membership_household_id",
                        column: x => x.household_id,
                        principalTable: "registry_household",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_registry_membership_person_id",
                        column: x => x.person_id,
                        principalTable: "registry_person",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "registry_tag_spell",
                columns: table => new
                {
                    household_id = table.Column<Guid>(type: "uuid", nullable: false),
                    tag = table.Column<string>(type: "text", nullable: false),
                    valid_from = table.Column<DateOnly>(type: "date", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    causes = table.Column<string>(type: "text", nullable: false),
                    valid_to = table.Column<DateOnly>(type: "date", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_registry_tag_spell", x => new { x.household_id, x.tag, x.valid_from });
                    table.ForeignKey(
                        name: "fk_registry_tag_spell_household_id",
                        column: x => x.household_id,
                        principalTable: "registry_household",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_registry_grid_division",
                table: "registry_grid",
                column: "division");

            migrationBuilder.CreateIndex(
                name: "ix_registry_grid_worker_code",
                table: "registry_grid",
                column: "worker_code");

            migrationBuilder.CreateIndex(
                name: "ix_registry_household_code",
                table: "registry_household",
                column: "code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_registry_household_division",
                table: "registry_household",
                column: "division");

            migrationBuilder.CreateIndex(
                name: "ix_registry_household_grid_code",
                table: "registry_household",
                column: "grid_code");

            migrationBuilder.CreateIndex(
                name: "ix_registry_membership_household_id",
                table: "registry_membership",
                column: "household_id");

            migrationBuilder.CreateIndex(
                name: "ix_registry_person_id_number",
                table: "registry_person",
                column: "id_number",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "registry_benefit");

            migrationBuilder.DropTable(
                name: "registry_category_spell");

            migrationBuilder.DropTable(
                name: "registry_membership");

            migrationBuilder.DropTable(
                name: "registry_tag_spell");

            migrationBuilder.DropTable(
                name: "registry_person");

            migrationBuilder.DropTable(
                name: "registry_household");

            migrationBuilder.DropTable(
                name: "registry_grid");

            migrationBuilder.DropTable(
                name: "registry_worker");
        }
    }
}
