use juesuan_rights::{Access, Change, Grant, Refusal, Right, Role, Secret};

use super::change::{Allowed, Note};
use super::{action, office};
use crate::db::{self, FromRow, Row};
use crate::{Error, Result, Store};

/// How long a token works at most, in seconds.
const LONGEST: i64 = 366 * 86_400;
/// How many tokens of a person may work, or wait for approval, at a time.
const MOST: u32 = 50;

/// A token that somebody asks for.
#[derive(Clone, Copy, Debug)]
pub struct TokenRequest<'a> {
    /// What it is for: `支付系统接口`.
    pub name: &'a str,
    /// Code of the unit over which, with all below, it works; empty for all.
    pub unit: &'a str,
    /// What it lets through; never more than its person may do at the time.
    pub rights: &'a [Right],
    /// Until when, in seconds since 1970; a year from now at most.
    pub ends: i64,
}

/// A token, as lists show it (令牌).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// Its number.
    pub id: i64,
    /// Number of the account for which it acts.
    pub person: i64,
    /// What it is for.
    pub name: String,
    /// Code of the unit; empty for all.
    pub unit: String,
    /// What it lets through.
    pub rights: Vec<Right>,
    /// When it was asked for, in seconds since 1970.
    pub created: i64,
    /// When it ends.
    pub ends: i64,
    /// Number of the account that approved it; none when nobody has: then it does not work.
    pub approver: Option<i64>,
    /// 收回
    pub revoked: bool,
}

/// For whom a program acts that shows a token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TokenBearer {
    /// Number of the token.
    pub token: i64,
    /// Number of the account.
    pub person: i64,
    /// 登录名
    pub login: String,
    /// What it may do: what the token lets through of what the person may do now.
    pub access: Access,
}

impl Store {
    /// Asks for a token in one's own name (申请令牌). It works when a security administrator has approved it. The secret is told
    /// this once.
    ///
    /// # Errors
    /// When the person does not have the rights, or the request cannot be taken; or when the database cannot be written.
    pub async fn ask_token(&mut self, person: i64, request: TokenRequest<'_>, now: i64) -> Result<(i64, Secret)> {
        let name = juesuan_rights::name(request.name)?;
        // A token is bound to a unit as a grant is.
        let unit = Grant::new(request.unit, Role::Section)?.unit().to_owned();
        let rights = words(request.rights);
        let mut allowed = self.begin_people().await?;
        allowed.check_request(person, &request, now).await?;
        let secret = Secret::generate()?;
        let id = allowed.next_token().await?;
        let sql = "INSERT INTO token (id, digest, person, name, unit, rights, created, ends) \
                   VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
        let query = db::query(sql).bind(id).bind(secret.digest()).bind(person).bind(name);
        allowed.execute(query.bind(&unit).bind(&rights).bind(now).bind(request.ends)).await?;
        let (subject, after) = (id.to_string(), content(&allowed.login(person)?, &unit, &rights));
        let note = Note { action: action::ASK_TOKEN, subject: &subject, before: None, after: Some(&after) };
        allowed.note(person, note).await?;
        allowed.commit().await?;
        Ok((id, secret))
    }

    /// Lets a token work (批准令牌).
    ///
    /// # Errors
    /// When `actor` may not, there is no such token to be approved, or the database cannot be written.
    pub async fn approve_token(&mut self, actor: i64, token: i64, now: i64) -> Result<()> {
        let mut allowed = self.begin_people().await?;
        let found = allowed.token(token).await?;
        allowed.office.check(actor, &Change::ApproveToken(found.person))?;
        if found.revoked || found.approver.is_some() || found.ends <= now {
            return Err(Refusal::NoToken.into());
        }
        let query = db::query("UPDATE token SET approver = $1 WHERE id = $2").bind(actor).bind(token);
        allowed.execute(query).await?;
        allowed.note_token(actor, action::APPROVE_TOKEN, token).await?;
        allowed.commit().await
    }

    /// Takes a token back (收回令牌), one's own or, as a security administrator, any.
    ///
    /// # Errors
    /// When `actor` may not, there is no such token, or the database cannot be written.
    pub async fn revoke_token(&mut self, actor: i64, token: i64) -> Result<()> {
        let mut allowed = self.begin_people().await?;
        let found = allowed.token(token).await?;
        if found.person != actor {
            allowed.office.holds(actor, Right::ApproveTokens)?;
        }
        if found.revoked {
            return Err(Refusal::NoToken.into());
        }
        allowed.execute(db::query("UPDATE token SET revoked = TRUE WHERE id = $1").bind(token)).await?;
        allowed.note_token(actor, action::REVOKE_TOKEN, token).await?;
        allowed.commit().await
    }

    /// For whom a program acts that shows a secret; none when no token with it works. Only reads.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn bearer(&mut self, secret: &Secret, now: i64) -> Result<Option<TokenBearer>> {
        let read = async {
            let sql = "SELECT token.*, login FROM token JOIN person ON person.id = token.person \
                       WHERE digest = $1 AND approver IS NOT NULL AND NOT revoked AND $2 < ends AND NOT disabled";
            let row = db::query(sql).bind(secret.digest()).bind(now);
            let Some(row) = row.fetch_optional(&mut self.connection).await? else { return Ok(None) };
            let (token, login) = (Token::from_row(&row)?, row.try_get("login")?);
            let grants = office::grants_of(&mut self.connection, token.person).await?;
            let access = Access::new(grants).limited(&token.unit, token.rights);
            Ok(Some(TokenBearer { token: token.id, person: token.person, login, access }))
        };
        read.await.map_err(|error| self.error(error))
    }

    /// All tokens in the order of their numbers.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn tokens(&mut self) -> Result<Vec<Token>> {
        let tokens = db::query_as("SELECT * FROM token ORDER BY id").fetch_all(&mut self.connection).await;
        tokens.map_err(|error| self.error(error))
    }
}

impl Allowed<'_> {
    async fn check_request(&mut self, person: i64, request: &TokenRequest<'_>, now: i64) -> Result<()> {
        if request.rights.is_empty() || request.rights.iter().any(|right| right.is_office()) {
            return Err(Refusal::TokenRights.into());
        }
        for &right in request.rights {
            self.office.holds(person, right)?;
        }
        if request.ends <= now || request.ends.saturating_sub(now) > LONGEST {
            return Err(Refusal::TokenEnds.into());
        }
        let sql = "SELECT count(*) FROM token WHERE person = $1 AND NOT revoked AND $2 < ends";
        let query = db::query_scalar(sql).bind(person).bind(now).fetch_one(&mut self.transaction).await;
        let count: u32 = query.map_err(|error| Error::from_sqlx(self.home(), error))?;
        if count < MOST { Ok(()) } else { Err(Refusal::TooManyTokens(count).into()) }
    }

    async fn next_token(&mut self) -> Result<i64> {
        let next = db::query_scalar("SELECT coalesce(max(id), 0) + 1 FROM token").fetch_one(&mut self.transaction);
        next.await.map_err(|error| Error::from_sqlx(self.home(), error))
    }

    async fn token(&mut self, id: i64) -> Result<Token> {
        let query = db::query_as("SELECT * FROM token WHERE id = $1").bind(id);
        let token = query.fetch_optional(&mut self.transaction).await;
        let token: Option<Token> = token.map_err(|error| Error::from_sqlx(self.home(), error))?;
        token.ok_or_else(|| Refusal::NoToken.into())
    }

    async fn note_token(&mut self, actor: i64, action: &str, token: i64) -> Result<()> {
        self.note(actor, Note { action, subject: &token.to_string(), ..Note::default() }).await
    }
}

/// Ids of rights, in order, with spaces between.
fn words(rights: &[Right]) -> String {
    let mut rights = rights.to_vec();
    rights.sort_unstable();
    rights.dedup();
    rights.into_iter().map(Right::id).collect::<Vec<_>>().join(" ")
}

/// What the log tells of a token: for whom, over which unit, with which rights.
pub(super) fn content(login: &str, unit: &str, rights: &str) -> String {
    let unit = if unit.is_empty() { "全部单位" } else { unit };
    format!("{login}（{unit}）：{rights}")
}

impl FromRow for Token {
    fn from_row(row: &Row) -> sqlx::Result<Self> {
        let rights: String = row.try_get("rights")?;
        Ok(Self {
            id: row.try_get("id")?,
            person: row.try_get("person")?,
            name: row.try_get("name")?,
            unit: row.try_get("unit")?,
            rights: rights.split(' ').filter_map(Right::parse).collect(),
            created: row.try_get("created")?,
            ends: row.try_get("ends")?,
            approver: row.try_get("approver")?,
            revoked: row.try_get("revoked")?,
        })
    }
}
